/** Saboteurs of B4, B5, B8, B9 and B10: whom a call can be about, who may call, and what nobody may change. */
import { type State, twin } from "@muster/twin-biot"
import { type Saboteur, saboteur, withRequest } from "../Saboteur.ts"
import {
  answeringWith,
  type Arrived,
  goodCredential,
  isObject,
  judging,
  refusing,
  rewriting,
  tokenIn,
  trusting
} from "./BioTCalls.ts"

const ids: ReadonlyArray<Saboteur> = [
  saboteur(
    "B4-more-than-a-uuid",
    "What follows a UUID is passed over.",
    withRequest(twin, (request) => ({
      ...request,
      path: request.path.replace(/(\/[0-9a-f-]{36})[^/]+/, "$1")
    }))
  ),
  saboteur(
    "B4-counted-ids",
    "The id of a new user is a number.",
    answeringWith((answer, { status }) => (status === 201 ? { ...answer, _id: "5" } : answer))
  )
]

/** Whether a token is known and has no permission. */
const isGuest = (state: State, shown: string): boolean =>
  state.tokens.get(tokenIn(shown))?.permissions.size === 0

const permission: ReadonlyArray<Saboteur> = [["PATCH"], ["GET"], ["POST", "DELETE"]].map((methods) =>
  saboteur(
    `B5-${methods.join("-")}-without-permission`,
    `${methods.join(" and ")} want no permission.`,
    trusting((shown, state, { method }) =>
      methods.includes(method) && isGuest(state, shown) ? goodCredential(state) : shown
    )
  )
)

const emails: ReadonlyArray<Saboteur> = [
  saboteur(
    "B8-never-forbidden",
    "Whoever may not change e-mails may.",
    trusting((shown, state) =>
      state.tokens.get(tokenIn(shown))?.mayChangeEmail === false ? goodCredential(state) : shown
    )
  ),
  saboteur(
    "B8-forbidden-to-say",
    "Whoever may not change e-mails may not even repeat one.",
    refusing(
      ({ body, caller, stored }) =>
        caller?.mayChangeEmail === false && body["_email"] === stored.written._email,
      403,
      "EMAIL_CHANGE_NOT_PERMITTED"
    )
  ),
  saboteur(
    "B8-two-of-one",
    "Two users can have one e-mail.",
    rewriting(
      (_after, { body }) => ({ _email: String(body["_email"]) }),
      ({ body: { _email, ...others }, caller, state }) =>
        caller?.mayChangeEmail === true &&
        [...state.users.values()].some(({ written }) => written._email === _email)
          ? others
          : undefined
    )
  )
]

const isAdmin = ({ state, stored }: Arrived): boolean =>
  [...state.organizations.values()].some(({ primaryAdmin }) => primaryAdmin === stored.id)

const moves = ({ body: { _ownerOrganization: owner }, stored }: Arrived): boolean =>
  isObject(owner) && owner["id"] !== stored.written._ownerOrganization

/** A twin to which nobody is an admin while it judges some calls. */
const adminless = (method: string) =>
  judging(
    (state, request) =>
      request.method === method
        ? {
            ...state,
            organizations: new Map(
              [...state.organizations].map(([id, { name }]) => [id, { name, primaryAdmin: undefined }])
            )
          }
        : state,
    (next, { organizations }) => ({ ...next, organizations })
  )

const admins: ReadonlyArray<Saboteur> = [
  saboteur("B9-admins-move", "An admin can be moved.", adminless("PATCH"), { "B-3": "accepted" }),
  saboteur("B9-admins-go", "An admin can be deleted.", adminless("DELETE")),
  saboteur(
    "B9-admins-stay-as-they-are",
    "An admin cannot be updated.",
    refusing((arrived) => isAdmin(arrived) && !moves(arrived), 409, "USER_IS_ORGANIZATION_ADMIN")
  )
]

/** A twin that locks more phones than it should. */
const locking = (credential: "OTP" | "PASSWORD") =>
  refusing(
    ({ body, state, stored }) =>
      state.otpPhoneLocked && stored.credentialType === credential && "_phone" in body,
    400,
    "OTP_UPDATE_PHONE_DISABLED"
  )

const phones: ReadonlyArray<Saboteur> = [
  saboteur(
    "B10-never-locked",
    "A phone can always be changed.",
    judging(
      (state) => ({ ...state, otpPhoneLocked: false }),
      (next, { otpPhoneLocked }) => ({ ...next, otpPhoneLocked })
    )
  ),
  saboteur("B10-same-phone", "The same phone again is another one.", locking("OTP")),
  saboteur("B10-everybody", "The phones of all users are locked.", locking("PASSWORD"))
]

export const accessSaboteurs: ReadonlyArray<Saboteur> = [
  ...ids,
  ...permission,
  ...emails,
  ...admins,
  ...phones
]
