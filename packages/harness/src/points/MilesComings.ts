/** M2, M3 and M7: who becomes active by an update, by being enabled or by being created, and what that brings about. */
import { type PureBench, parsed, same } from "../Clause.ts"
import {
  type Account,
  idle,
  listPath,
  nobody,
  settledAccount,
  type Staff,
  worker
} from "../clauses/Account.ts"
import { throws } from "./Seeds.ts"

const reader = { authorization: "Bearer reader" }

const enabling = (studio: Account, uuid: string, more: object = {}) =>
  studio.call("POST", `/api/1/staff/${uuid}/enable.json`, more)

/** M2: M-8 says when it counts, M-14 whom the mail goes to; an open charge ends with "false". */
export const charges = (bench: PureBench): void => {
  const atOnce = bench.reading["M-8"] === "at-once"
  const ways: ReadonlyArray<(studio: Account) => ReturnType<Account["call"]>> = [
    (studio) => studio.put(idle.uuid, { active: "true" }),
    (studio) => enabling(studio, idle.uuid),
    (studio) => enabling(studio, idle.uuid, { body: "{}" })
  ]
  for (const activate of ways) {
    const studio = settledAccount(bench)
    same("becoming active is accepted", activate(studio).status, 200)
    same("it counts when it should", studio.show(idle.uuid), { ...idle, active: String(atOnce) })
    same("one mail goes out", studio.mails(), [{ to: bench.reading["M-14"], uuid: idle.uuid }])
    const patient = studio.fork()
    patient.update(idle.uuid, { first_name: "Ada" })
    patient.confirm(idle.uuid)
    same("a confirmation counts later too", patient.show(idle.uuid).active, "true")
    patient.update(idle.uuid, { active: "false" })
    patient.confirm(idle.uuid)
    same("a confirmation counts once", patient.show(idle.uuid).active, "false")
    studio.update(idle.uuid, { active: "false" })
    studio.confirm(idle.uuid)
    same("nothing is left to confirm", studio.show(idle.uuid), idle)
    const free = settledAccount(bench, { chargesOnActivation: false })
    activate(free)
    same("without charges it counts at once", free.show(idle.uuid), { ...idle, active: "true" })
    same("without charges nobody is mailed", free.mails(), [])
    const full = settledAccount(bench, { maximumStaff: 2 })
    full.refuses("one member too many", 402, () => activate(full))
  }
  const studio = settledAccount(bench)
  enabling(studio, worker.uuid)
  same("whoever is active is not mailed", studio.mails(), [])
  studio.refuses("a body that is no JSON", 400, () => enabling(studio, idle.uuid, { body: "{" }))
  studio.refuses("being enabled by a reader", 403, () => enabling(studio, idle.uuid, { headers: reader }))
  studio.refuses("nobody being enabled", 404, () => enabling(studio, nobody))
}

const other = "eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee"

const newcomer = {
  login: "newcomer",
  first_name: "New",
  last_name: "Comer",
  email_address: "new@studio.example",
  time_zone: "Australia/Perth"
}

/** M7: a new member has the attributes that were sent, a uuid, and what goes without saying. */
export const creation = (bench: PureBench): void => {
  const studio = settledAccount(bench, { chargesOnActivation: false })
  const create = (at: Account, staff: object, headers = {}) =>
    at.call("POST", listPath, { body: JSON.stringify({ staff }), headers })
  studio.refuses("a member created by a reader", 403, () => create(studio, newcomer, reader))
  studio.refuses("a member that is no JSON", 400, () => studio.call("POST", listPath, { body: "{" }))
  studio.refuses("a member without a wrapper", Number(bench.reading["M-4"]), () =>
    studio.call("POST", listPath, { body: JSON.stringify(newcomer) })
  )
  for (const name of Object.keys(newcomer))
    studio.refuses(`a member without ${name}`, 422, () => create(studio, { ...newcomer, [name]: undefined }))
  for (const uuid of [worker.uuid, "u-1", `x${nobody}`, `${nobody}x`])
    studio.refuses("a uuid that is taken or none", 422, () => create(studio, { ...newcomer, uuid }))
  studio.refuses("somebody else's login", 422, () => create(studio, { ...newcomer, login: worker.login }))
  const made = [newcomer, { ...newcomer, login: "b", email_address: "b@studio.example" }].map((staff) => {
    const { response } = parsed(create(studio, staff)) as { readonly response: Staff }
    const { uuid, ...rest } = response
    same("a new member", rest, { ...staff, active: "true", type: "staff", hourly_rate_cents: null })
    return uuid
  })
  same(
    "each member has a uuid of its own",
    new Set([...made, ...studio.read().map(({ uuid }) => uuid)]).size,
    5
  )
  const own = { ...newcomer, login: "c", email_address: "c@studio.example", uuid: nobody, active: "false" }
  same("a uuid that is given counts", create(studio, own).status, 200)
  same("whoever is created inactive stays so", studio.show(nobody).active, "false")
  const full = settledAccount(bench, { maximumStaff: 2 })
  full.refuses("one member too many", 402, () => create(full, newcomer))
  same("an inactive member needs no room", create(full, own).status, 200)
  const charged = settledAccount(bench)
  create(charged, { ...own, active: "true" })
  same("a new member may cost a charge", charged.mails().length, 1)
  happenings(bench, studio, { ...worker, ...own, uuid: other, login: "d" })
}

/** What somebody else does, and what nobody can. */
const happenings = (bench: PureBench, studio: Account, added: object): void => {
  studio.running.happen({ type: "member-added", member: added })
  same("somebody else's new member is there", studio.show(other).login, "d")
  for (const event of [
    { type: "member-added", member: { ...worker, login: "e", email_address: "e@studio.example" } },
    { type: "charge-confirmed", uuid: "nobody" },
    { type: "member-written", uuid: "nobody", staff: {} }
  ])
    same(
      `${event.type} cannot happen`,
      throws(() => studio.running.happen(event)),
      true
    )
  for (const more of [{ members: [worker, worker] }, { caller: { uuid: "nobody" } }])
    same(
      `${JSON.stringify(more)} is no start`,
      throws(() => settledAccount(bench, more)),
      true
    )
}
