/**
 * B4, B5, B8, B9 and B10: whom a call can be about, who may call, and what nobody may change.
 */
import { clause, type ClauseCheck, same, that } from "../Clause.ts"
import {
  ada,
  bob,
  bodyOf,
  calls,
  type Clinic,
  clinic,
  clinicClause,
  dan,
  newcomer,
  south,
  token,
  unchanged,
  userIn,
  wished
} from "./Clinic.ts"

const description = { _description: "changed" }
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What is no UUID, though some of it is close to Ada's. */
const malformed = [
  "ada",
  "1",
  "null",
  ada._id.slice(0, -1),
  `${ada._id}0`,
  `${ada._id}%20`,
  `%7B${ada._id}%7D`,
  ada._id.replaceAll("-", ""),
  ada._id.replace("3f", "xx")
]

const ids = clinicClause("B4", "The id in the path is a UUID.", (start) => {
  for (const id of malformed)
    start.refuses(`an update of ${id}`, [400, 404], () => start.patch(description, { id }))
  for (const id of ["ada", ada._id.replaceAll("-", "")]) {
    start.refuses(`reading ${id}`, [400, 404], () => start.get(id))
    start.refuses(`disabling ${id}`, [400, 404], () => start.enable("DISABLED", { id }))
    start.refuses(`deleting ${id}`, [400, 404], () => start.remove(id))
  }
  const fork = start.fork()
  const { _id } = userIn(fork.accepts("a creation", 201, () => fork.create(newcomer)))
  for (const id of [ada._id, bob._id, dan._id, String(_id)]) {
    that("an id is a UUID", uuid.test(id))
    fork.accepts("an update by its id", 200, () => fork.patch(description, { id }))
    same("the id stays", fork.read(id)["_id"], id)
  }
})

const permission = clinicClause("B5", "Every call wants the permission PROTECTED_API.", (start) => {
  for (const [what, send] of calls) {
    start.refusesAs(`${what} without the permission`, 403, "ACCESS_DENIED", {}, () => send(start, "guest"))
    that(`${what} with the permission is accepted`, send(start.fork(), token).status < 300)
  }
})

/** What whoever may not change e-mails can do and cannot. */
const forbidden = (start: Clinic): void => {
  const as = "no-e-mails"
  const { _email: existingEmail } = ada
  const details = { requestedEmail: wished._email, existingEmail }
  for (const more of [{}, description])
    start.refusesAs("a forbidden change of the e-mail", 403, "EMAIL_CHANGE_NOT_PERMITTED", details, () =>
      start.patch({ ...more, _email: wished._email }, { as })
    )
  for (const body of [description, { ...description, _email: existingEmail }]) {
    const after = start.fork().update("an update that does not change the e-mail", body, { as })
    same("it is done", after, { ...bodyOf(ada), ...body })
  }
}

const emails = clinicClause(
  "B8",
  "Changing the e-mail can be forbidden, and cannot take another user's.",
  (start) => {
    forbidden(start)
    for (const { _email: email } of [bob, dan])
      for (const more of [{}, description])
        start.refusesAs("another user's e-mail", 409, "EMAIL_ALREADY_EXIST", { email }, () =>
          start.patch({ ...more, _email: email })
        )
    start.refuses("a creation with another user's e-mail", 409, () =>
      start.create({ ...newcomer, _email: ada["_email"] })
    )
    const fork = start.fork()
    fork.update("the same e-mail again", { _email: ada["_email"] })
    fork.update("another e-mail", { _email: wished._email })
    const after = fork.update("the e-mail that is free now", { _email: ada["_email"] }, { id: bob._id })
    same("the e-mail is taken", after, { ...bodyOf(bob), _email: ada["_email"] })
  }
)

const admins = clinicClause("B9", "An organization's admin cannot be moved or deleted.", (start) => {
  const { _id: id } = dan
  start.refusesAs("deleting the admin", 409, "USER_IS_ORGANIZATION_ADMIN", { id }, () => start.remove(id))
  const move = { ...description, _ownerOrganization: { id: south } }
  if (start.fork().patch(move).status === 200)
    start.refusesAs("moving the admin", 409, "USER_IS_ORGANIZATION_ADMIN", { id }, () =>
      start.patch(move, { id })
    )
  else start.refuses("moving anybody", 403, () => start.patch(move, { id }))
  const stay = { ...description, _ownerOrganization: dan["_ownerOrganization"] }
  const after = start.fork().update("an update of the admin", stay, { id })
  same("the admin can be updated", after, { ...bodyOf(dan), ...stay })
  const fork = start.fork()
  for (const { _id } of [ada, bob]) fork.accepts("deleting anybody else", 204, () => fork.remove(_id))
  same("the admin is still there", fork.read(id)["_id"], id)
})

/** Where the phone of whoever logs in by one-time password is fixed. */
const locked = (start: Clinic): void => {
  const { _id: id, _phone } = bob
  for (const more of [{}, description])
    start.refusesAs("another phone", 400, "OTP_UPDATE_PHONE_DISABLED", {}, () =>
      start.patch({ ...more, _phone: wished._phone }, { id })
    )
  for (const body of [description, { ...description, _phone }])
    same("the same phone is no change", start.fork().update("the same phone", body, { id }), {
      ...bodyOf(bob),
      ...description
    })
  const fork = start.fork()
  fork.patch({ _phone: null }, { id })
  same("the phone is not taken away either", fork.read(id)["_phone"], _phone)
  fork.update("the phone of whoever has a password", { _phone: wished._phone })
}

const phones = clause(
  "B10",
  "Where that is disabled, a user with one-time passwords keeps the phone.",
  (bench) => {
    unchanged(clinic(bench, { otpPhoneLocked: true }), locked)
    const body = { _phone: wished._phone }
    const after = clinic(bench).update("another phone where it is enabled", body, { id: bob._id })
    same("the phone is another one", after, { ...bodyOf(bob), ...body })
  }
)

export const accessClauses: ReadonlyArray<ClauseCheck> = [ids, permission, emails, admins, phones]
