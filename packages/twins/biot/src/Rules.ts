/**
 * What happens, one rule a clause, in the order of the page "Update Organization User".
 * Where the page is silent, the rule names the axis whose answer chooses. Nothing here knows about HTTP.
 */
import { Result } from "effect"
import {
  type Address,
  type Mfa,
  type Name,
  type State,
  type Template,
  ticked,
  type User,
  withoutUser,
  withUser,
  type Written
} from "./State.ts"
import {
  addressParts,
  badRequest,
  type BiotReading,
  bool,
  builtIn,
  childrenOf,
  countryCode,
  credentialType,
  custom,
  date,
  description,
  email,
  enabledState,
  filled,
  freeText,
  gender,
  isObject,
  known,
  locale,
  mandatory,
  type Members,
  minutes,
  optional,
  type Outcome,
  phone,
  type Read,
  readOnly,
  readOnlyOfOwner,
  refused,
  required,
  starred,
  type Terms,
  text,
  uuid,
  type Value
} from "./Vocabulary.ts"

/** A write that was accepted: the state after it, and the user it was about. */
export type Change = readonly [State, User]

/** The whole update. A refusal leaves the state as it was. */
export const update = (
  reading: BiotReading,
  state: State,
  id: string,
  body: unknown,
  mayChangeEmail: boolean
): Outcome<Change> =>
  Result.gen(function* () {
    const stored = yield* existing(state, id)
    const members = yield* membersOf(body)
    const written = yield* merge(reading, stored.template, members, stored.written)
    yield* phoneMayChange(state, stored, written)
    yield* ownerExists(state, written)
    yield* emailMayChange(stored, written, mayChangeEmail)
    yield* ownerMayChange(reading, state, stored, written)
    yield* emailIsFree(state, id, written)
    return changed(state, { ...stored, written })
  })

const changed = (state: State, user: User): Change => {
  const [next, modified] = ticked(state)
  const after = { ...user, modified }
  return [withUser(next, after), after]
}

/** B4: the id is a UUID. B16: 404 when nobody has it. */
export const existing = (state: State, id: string): Outcome<User> =>
  Result.flatMap(uuid("id", id), () => {
    const stored = state.users.get(id)
    return stored === undefined ? refused(404, "USER_NOT_FOUND", { id }) : Result.succeed(stored)
  })

const membersOf = (body: unknown): Outcome<Members> =>
  isObject(body) ? Result.succeed(new Map(Object.entries(body))) : badRequest("The body is not an object.")

/** B1: what the body leaves out stays as it is. Without a stored user everything is new. */
const merge = (
  reading: BiotReading,
  template: Template,
  members: Members,
  stored: Written | undefined
): Outcome<Written> =>
  Result.gen(function* () {
    const terms = { reading, templateId: template.id }
    yield* known(terms, members, [...builtIn, ...template.attributes.map(({ name }) => name)], readOnly)
    const given = (name: string) => members.get(name)
    const plain = (
      name: "_description" | "_phone" | "_locale" | "_gender" | "_dateOfBirth" | "_employeeId",
      read: Read<string | undefined>
    ) => optional(reading["B-2"], name, given(name), stored?.[name], read)
    const object = <A>(name: string, before: A | undefined, read: Read<A>) =>
      optional(reading["B-2-object"], name, given(name), before, read)
    return {
      _name: yield* required(reading["B-2-mandatory"], "_name", given("_name"), stored?._name, nameOf(terms)),
      _description: yield* plain("_description", description(reading)),
      _email: yield* required(reading["B-2-mandatory"], "_email", given("_email"), stored?._email, email),
      _phone: yield* plain("_phone", phone),
      _locale: yield* plain("_locale", locale),
      _gender: yield* plain("_gender", gender),
      _dateOfBirth: yield* plain("_dateOfBirth", date),
      _address: yield* object("_address", stored?._address, addressOf(terms, stored?._address)),
      _mfa: yield* object("_mfa", stored?._mfa, mfaOf(terms, stored?._mfa)),
      _employeeId: yield* plain("_employeeId", freeText(reading["B-2-empty"])),
      _ownerOrganization: yield* ownerOf(terms, given("_ownerOrganization"), stored?._ownerOrganization),
      custom: yield* customOf(reading, template, members, stored?.custom ?? new Map())
    }
  })

/** B2: both names. */
const nameOf =
  (terms: Terms): Read<Name> =>
  (name, given) =>
    Result.gen(function* () {
      const children = yield* childrenOf(terms, name, given, ["firstName", "lastName"])
      const part = (child: string) =>
        starred(mandatory(`${name}.${child}`), `${name}.${child}`, children.get(child), filled)
      return { firstName: yield* part("firstName"), lastName: yield* part("lastName") }
    })

/** B2, B7: the country. B-1: whether a child that is left out stays. B-2-child: what null says for it. */
const addressOf =
  (terms: Terms, stored: Address | undefined): Read<Address> =>
  (name, given) =>
    Result.gen(function* () {
      const { reading } = terms
      const children = yield* childrenOf(terms, name, given, ["countryCode", ...addressParts])
      const before = reading["B-1"] === "kept" ? stored : undefined
      const part = (child: (typeof addressParts)[number]) => {
        const read = freeText(reading["B-2-empty"])
        return optional(reading["B-2-child"], `${name}.${child}`, children.get(child), before?.[child], read)
      }
      return {
        countryCode: yield* starred(
          refused(400, "COUNTRY_CODE_CANNOT_BE_NULL"),
          `${name}.countryCode`,
          children.get("countryCode"),
          countryCode
        ),
        state: yield* part("state"),
        city: yield* part("city"),
        zipCode: yield* part("zipCode"),
        address1: yield* part("address1"),
        address2: yield* part("address2")
      }
    })

/** B2: enabled. B-1, B-2-child: the minutes. */
const mfaOf =
  (terms: Terms, stored: Mfa | undefined): Read<Mfa> =>
  (name, given) =>
    Result.gen(function* () {
      const { reading } = terms
      const children = yield* childrenOf(terms, name, given, ["enabled", "expirationInMinutes"])
      const enabled = `${name}.enabled`
      const before = reading["B-1"] === "kept" ? stored?.expirationInMinutes : undefined
      const time = children.get("expirationInMinutes")
      return {
        enabled: yield* starred(mandatory(enabled), enabled, children.get("enabled"), bool),
        expirationInMinutes: yield* optional(
          reading["B-2-child"],
          `${name}.expirationInMinutes`,
          time,
          before,
          minutes
        )
      }
    })

/** B2, B7: neither the owner nor its id can be null. */
const ownerOf = (terms: Terms, given: unknown, before: string | undefined): Outcome<string> => {
  const [name, nobody] = ["_ownerOrganization", refused(400, "OWNER_ORGANIZATION_CANNOT_BE_NULL")]
  if (given === undefined && before !== undefined) return Result.succeed(before)
  return starred(nobody, name, given, () =>
    Result.flatMap(childrenOf(terms, name, given, ["id"], readOnlyOfOwner), (children) =>
      starred(nobody, `${name}.id`, children.get("id"), uuid)
    )
  )
}

/** B3: the custom attributes of the template. B7: one that is mandatory cannot be null. B-2: any other. */
const customOf = (
  reading: BiotReading,
  template: Template,
  members: Members,
  before: ReadonlyMap<string, Value>
): Outcome<ReadonlyMap<string, Value>> =>
  Result.gen(function* () {
    const values = new Map<string, Value>()
    for (const attribute of template.attributes) {
      const { name } = attribute
      const [given, stored, read] = [members.get(name), before.get(name), custom(attribute)]
      const value = attribute.mandatory
        ? yield* required("refused", name, given, stored, read)
        : yield* optional(reading["B-2"], name, given, stored, read)
      if (value !== undefined) values.set(name, value)
    }
    return values
  })

/** B8: whether the caller may change the e-mail. The same one again is no change. */
const emailMayChange = (stored: User, { _email }: Written, mayChangeEmail: boolean): Outcome<void> => {
  const existingEmail = stored.written._email
  return mayChangeEmail || _email === existingEmail
    ? Result.void
    : refused(403, "EMAIL_CHANGE_NOT_PERMITTED", { requestedEmail: _email, existingEmail })
}

/** B8: no two users have one e-mail. */
const emailIsFree = (state: State, id: string, { _email }: Written): Outcome<void> => {
  for (const other of state.users.values()) {
    if (other.written._email === _email && other.id !== id)
      return refused(409, "EMAIL_ALREADY_EXIST", { email: _email })
  }
  return Result.void
}

/** B16: the organization has to be there. */
const ownerExists = (state: State, { _ownerOrganization: id }: Written): Outcome<void> =>
  state.organizations.has(id) ? Result.void : refused(404, "ORGANIZATION_NOT_FOUND", { id })

/** B-3: whether a user can move to another organization. B9: its admin cannot. */
const ownerMayChange = (
  reading: BiotReading,
  state: State,
  stored: User,
  { _ownerOrganization }: Written
): Outcome<void> => {
  if (_ownerOrganization === stored.written._ownerOrganization) return Result.void
  return reading["B-3"] === "refused" ? refused(403, "ACCESS_DENIED") : isNoAdmin(state, stored.id)
}

const isNoAdmin = (state: State, id: string): Outcome<void> =>
  [...state.organizations.values()].some(({ primaryAdmin }) => primaryAdmin === id)
    ? refused(409, "USER_IS_ORGANIZATION_ADMIN", { id })
    : Result.void

/** B10: the phone of a user who logs in by one-time password stays where that is locked. */
const phoneMayChange = (state: State, stored: User, { _phone }: Written): Outcome<void> =>
  state.otpPhoneLocked && stored.credentialType === "OTP" && _phone !== stored.written._phone
    ? refused(400, "OTP_UPDATE_PHONE_DISABLED")
    : Result.void

/** B18: a user who is not there yet, under the same rules. One who logs in by one-time password needs a phone. */
export const create = (reading: BiotReading, state: State, body: unknown): Outcome<Change> =>
  Result.gen(function* () {
    const birth = { id: freeId(state), enabled: "ENABLED", invitationAccepted: false } as const
    const [next, user] = yield* newcomer(reading, state, body, birth)
    if (user.credentialType === "OTP") {
      if (user.written._phone === undefined) return yield* refused(400, "OTP_PHONE_CANNOT_BE_NULL")
      if (user.written._mfa?.enabled === true) return yield* refused(400, "OTP_MFA_ENABLED_CONFLICT")
    }
    return [next, user]
  })

type Birth = Pick<User, "id" | "enabled" | "invitationAccepted">

const newcomer = (reading: BiotReading, state: State, body: unknown, birth: Birth): Outcome<Change> =>
  Result.gen(function* () {
    const members = new Map(yield* membersOf(body))
    const template = yield* templateOf(state, members.get("_templateId"))
    const credential = yield* credentialType("_credentialType", members.get("_credentialType") ?? "PASSWORD")
    for (const name of ["_templateId", "_credentialType"]) members.delete(name)
    const written = yield* merge(reading, template, members, undefined)
    yield* ownerExists(state, written)
    yield* emailIsFree(state, birth.id, written)
    const [next, created] = ticked(state)
    const user = { ...birth, template, credentialType: credential, created, modified: created, written }
    return [withUser(next, user), user]
  })

const templateOf = (state: State, given: unknown): Outcome<Template> =>
  Result.flatMap(starred(mandatory("_templateId"), "_templateId", given, text), (id) => {
    const template = state.templates.get(id)
    return template === undefined ? refused(404, "TEMPLATE_NOT_FOUND", { id }) : Result.succeed(template)
  })

/** Counted from the clock, not drawn, so that the rules stay pure and no id comes twice. */
const freeId = (state: State): string => {
  for (let count = state.clock; ; count += 1) {
    const id = `00000000-0000-4000-8000-${count.toString(16).padStart(12, "0")}`
    if (!state.users.has(id)) return id
  }
}

/** B18: the state of a user. An admin can be disabled: no 409 is listed for this call. */
export const enable = (state: State, id: string, asked: string): Outcome<Change> =>
  Result.gen(function* () {
    const stored = yield* existing(state, id)
    const enabled = yield* enabledState("_enabled", asked)
    return changed(state, { ...stored, enabled })
  })

/** B18, B9: an admin cannot be deleted. */
export const remove = (state: State, id: string): Outcome<State> =>
  Result.gen(function* () {
    yield* existing(state, id)
    yield* isNoAdmin(state, id)
    return withoutUser(state, id)
  })

/** A user who was there before this client came; one whom this vendor could not have is refused. */
export const admit = (reading: BiotReading, state: State, seeded: unknown): Outcome<Change> =>
  Result.gen(function* () {
    const { _id, _enabled, ...body } = Object.fromEntries(yield* membersOf(seeded))
    const id = yield* uuid("_id", _id)
    if (state.users.has(id)) return yield* badRequest("This user exists already.")
    const enabled = yield* enabledState("_enabled", _enabled ?? "ENABLED")
    const strict = { ...reading, "B-5": "refused", "B-2-empty": "stored" } as const
    return yield* newcomer(strict, state, body, { id, enabled, invitationAccepted: true })
  })
