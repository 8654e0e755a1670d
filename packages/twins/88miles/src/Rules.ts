/**
 * What happens, one rule a clause, in the order of the page "Update a staff member".
 * Where the page is silent, the rule names the axis whose answer chooses. Nothing here knows about HTTP.
 */
import { type State, withAwaiting, withMember } from "./State.ts"
import {
  columns,
  decodeStaff,
  type Member,
  type MilesReading,
  required,
  type Staff,
  wrapped
} from "./Vocabulary.ts"

/** A request that is refused; nothing has changed. */
export class Refusal {
  readonly status: number
  readonly message: string
  constructor(status: number, message: string) {
    this.status = status
    this.message = message
  }
}

const invalid = (message: string): Refusal => new Refusal(422, message)

/** M1: what the body leaves out stays as it is. The required attributes are checked on the merged member. */
export const merge = (
  reading: MilesReading,
  state: State,
  stored: Member,
  asked: Staff
): Member | Refusal => {
  const texts = wordsOf(reading, asked)
  if (texts instanceof Refusal) return texts
  const active = activityOf(reading, asked.active)
  if (active instanceof Refusal) return active
  const type = typeOf(reading, stored.type, asked.type)
  if (type instanceof Refusal) return type
  const rate = rateOf(reading, stored.hourly_rate_cents, asked.hourly_rate_cents)
  if (rate instanceof Refusal) return rate
  const member = { ...stored, ...texts, active: active ?? stored.active, type, hourly_rate_cents: rate }
  return wrongWith(reading, state, member) ?? member
}

/** M-2-required: what null says for one of the five required attributes. */
const wordsOf = (reading: MilesReading, asked: Staff): Partial<Member> | Refusal => {
  const words: { -readonly [Name in (typeof required)[number]]?: string } = {}
  for (const name of required) {
    const value = asked[name]
    if (value === null && reading["M-2-required"] === "refused") return invalid(`${name} can't be null.`)
    if (typeof value === "string") words[name] = value
  }
  return words
}

/** M4, M-5: active is a string; a boolean is refused or counts as the string. M-2-required: what null says. */
const activityOf = (
  reading: MilesReading,
  asked: Staff["active"]
): Member["active"] | undefined | Refusal => {
  if (asked === null && reading["M-2-required"] === "refused") return invalid("active can't be null.")
  if (typeof asked !== "boolean") return asked ?? undefined
  if (reading["M-5"] === "refused") return invalid("active must be a string.")
  return asked ? "true" : "false"
}

/** M4: only manager and staff can be set. M-6: the member's own type echoed. M-6-other: any other. */
const typeOf = (
  reading: MilesReading,
  stored: Member["type"],
  asked: Staff["type"]
): Member["type"] | Refusal => {
  if (asked === null && reading["M-2-required"] === "refused") return invalid("type can't be null.")
  if (asked === null || asked === undefined) return stored
  if (asked === "manager" || asked === "staff") return asked
  const answer = asked === stored ? reading["M-6"] : reading["M-6-other"]
  return answer === "refused" ? invalid("type can be set to manager or staff only.") : stored
}

/** M-2: what null says for the rate. */
const rateOf = (
  reading: MilesReading,
  stored: number | null,
  asked: number | null | undefined
): number | null | Refusal => {
  if (asked === undefined) return stored
  if (asked !== null) return asked
  if (reading["M-2"] === "refused") return invalid("hourly_rate_cents can't be null.")
  return reading["M-2"] === "clears" ? null : stored
}

/** M3, 422: M-2-empty and M-12 say what a required attribute may hold; a login or address in use is a failed validation. */
const wrongWith = (reading: MilesReading, state: State, member: Member): Refusal | undefined => {
  if (reading["M-2-empty"] === "refused") {
    for (const name of required) if (member[name] === "") return invalid(`${name} can't be blank.`)
  }
  if (member.time_zone !== "" && reading["M-12"] === "refused" && !isTimeZone(member.time_zone))
    return invalid("time_zone is not a time zone.")
  for (const other of state.members.values()) {
    if (other.uuid === member.uuid) continue
    if (member.login !== "" && other.login === member.login) return invalid("login has already been taken.")
    if (member.email_address !== "" && other.email_address === member.email_address)
      return invalid("email_address has already been taken.")
  }
  return undefined
}

const canonicalZones: ReadonlySet<string> = new Set([...Intl.supportedValuesOf("timeZone"), "UTC"])
const foldedZones: ReadonlySet<string> = new Set([...canonicalZones].map((zone) => zone.toLowerCase()))
/** M-12: a name of the IANA list, in its own spelling, or an older name that the runtime still knows. */
export const isTimeZone = (name: string): boolean =>
  canonicalZones.has(name) ||
  (!foldedZones.has(name.toLowerCase()) &&
    /^[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*)*$/.test(name) &&
    runtimeKnows(name))

const runtimeKnows = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== ""
  } catch {
    return false
  }
}

/**
 * M2: who becomes active may cost a charge, and then a mail asks for confirmation. M-8: when it counts. M-14: whom.
 * A charge stays open while nobody speaks of `active`; "false" ends it.
 */
export const activate = (
  reading: MilesReading,
  state: State,
  before: Member["active"],
  member: Member,
  asked: Member["active"] | undefined
): State => {
  if (asked === undefined) return withMember(state, member)
  if (asked === "false" || before === "true" || !state.chargesOnActivation)
    return withAwaiting(withMember(state, member), member.uuid, false)
  const mail = { to: reading["M-14"], uuid: member.uuid }
  const mailed = { ...state, outbox: [...state.outbox, mail] }
  if (reading["M-8"] === "at-once") return withMember(mailed, member)
  return withAwaiting(withMember(mailed, { ...member, active: "false" }), member.uuid, true)
}

/** M3, 402: only a member who becomes active takes the plan over its number of staff. */
export const overPlan = (state: State, before: string, becomesActive: boolean): Refusal | undefined => {
  if (!becomesActive || before === "true" || state.maximumStaff === undefined) return undefined
  let active = 0
  for (const member of state.members.values()) if (member.active === "true") active += 1
  return active < state.maximumStaff
    ? undefined
    : new Refusal(402, "The plan has no room for another member.")
}

/** Whether the body asks for an active member, as far as M-5 lets it. */
const asksForActive = (reading: MilesReading, body: unknown): boolean => {
  const active = wrapped(body)?.["active"]
  return active === "true" || (active === true && reading["M-5"] === "accepted")
}

/** M3, 403. */
export const permission = (mayUpdate: boolean): Refusal | undefined =>
  mayUpdate ? undefined : new Refusal(403, "You may not update staff members.")

/** M3, 404. */
export const existing = (state: State, uuid: string): Member | Refusal =>
  state.members.get(uuid) ?? new Refusal(404, "There is no such staff member.")

/** M-7: permission before existence, or existence before permission. */
export const allowed = (
  reading: MilesReading,
  state: State,
  uuid: string,
  mayUpdate: boolean
): Member | Refusal => {
  const forbidden = permission(mayUpdate)
  const member = existing(state, uuid)
  if (reading["M-7"] === "403-404-422-402") return forbidden ?? member
  return member instanceof Refusal ? member : (forbidden ?? member)
}

/** M7: the body wraps the member in `staff`; M-4 chooses the status otherwise. M3, 422: every attribute has its form. */
const staffOf = (reading: MilesReading, body: unknown): Staff | Refusal => {
  if (wrapped(body) === undefined)
    return new Refusal(reading["M-4"] === "422" ? 422 : 400, "staff is missing.")
  return decodeStaff(reading, body) ?? invalid("The staff member has an attribute that is not valid.")
}

/** M5: a body may repeat the uuid of the path. M-3: what another uuid, or null, says. */
const uuidFits = (reading: MilesReading, uuid: string, asked: Staff): Refusal | undefined =>
  asked.uuid === undefined || asked.uuid === uuid || reading["M-3"] === "ignored"
    ? undefined
    : invalid("uuid can't be changed.")

/** The whole update, in the order that M-7 chooses. A refusal leaves the state as it was. */
export const update = (
  reading: MilesReading,
  state: State,
  uuid: string,
  body: unknown,
  mayUpdate: boolean
): State | Refusal => {
  const stored = allowed(reading, state, uuid, mayUpdate)
  if (stored instanceof Refusal) return stored
  const tooMany = overPlan(state, stored.active, asksForActive(reading, body))
  if (tooMany !== undefined && reading["M-7"] === "404-403-402-422") return tooMany
  const asked = staffOf(reading, body)
  if (asked instanceof Refusal) return asked
  const member = uuidFits(reading, uuid, asked) ?? merge(reading, state, stored, asked)
  if (member instanceof Refusal) return member
  if (tooMany !== undefined) return tooMany
  const active = asked.active === null || asked.active === undefined ? undefined : member.active
  return activate(reading, state, stored.active, member, active)
}

/** "Enable a staff member": M2 and M3 without attributes, so that nothing is left to validate. */
export const enable = (
  reading: MilesReading,
  state: State,
  uuid: string,
  mayUpdate: boolean
): State | Refusal => {
  const stored = allowed(reading, state, uuid, mayUpdate)
  if (stored instanceof Refusal) return stored
  return (
    overPlan(state, stored.active, true) ??
    activate(reading, state, stored.active, { ...stored, active: "true" }, "true")
  )
}

/** "Create a staff member": the same rules for a member who is not there yet; active "true" and type "staff" are assumed. */
export const create = (
  reading: MilesReading,
  state: State,
  body: unknown,
  mayUpdate: boolean
): readonly [State, Member] | Refusal => {
  const forbidden = permission(mayUpdate)
  if (forbidden !== undefined) return forbidden
  const asked = staffOf(reading, body)
  if (asked instanceof Refusal) return asked
  const uuid = asked.uuid ?? freeUuid(state)
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(uuid)) return invalid("uuid is not a UUID.")
  if (state.members.has(uuid)) return invalid("uuid has already been taken.")
  const missing = required.find((name) => typeof asked[name] !== "string")
  if (missing !== undefined) return invalid(`${missing} is missing.`)
  const member = merge(reading, state, { ...newcomer, uuid }, asked)
  if (member instanceof Refusal) return member
  const tooMany = overPlan(state, "false", member.active === "true")
  if (tooMany !== undefined) return tooMany
  const next = activate(reading, state, "false", member, member.active)
  return [next, next.members.get(uuid) ?? member]
}

const newcomer: Omit<Member, "uuid"> = {
  login: "",
  first_name: "",
  last_name: "",
  email_address: "",
  time_zone: "",
  active: "true",
  type: "staff",
  hourly_rate_cents: null
}

/** "If null, one will be generated": counted, not drawn, so that the rules stay pure. */
const freeUuid = (state: State): string => {
  for (let count = state.members.size; ; count += 1) {
    const uuid = `00000000-0000-4000-8000-${count.toString(16).padStart(12, "0")}`
    if (!state.members.has(uuid)) return uuid
  }
}

/** M6: the list, with an equality in `where` and one column in `order`; no other grammar is shown. */
export const list = (
  state: State,
  where: string | undefined,
  order: string | undefined
): ReadonlyArray<Member> | Refusal => {
  let members = [...state.members.values()]
  if (where !== undefined && where !== "") {
    const [, name, value] = /^\s*(\w+)\s*=\s*"([^"]*)"\s*$/.exec(where) ?? []
    const column = columns.find((each) => each === name)
    if (column === undefined) return new Refusal(400, "where is not understood.")
    members = members.filter((member) => member[column] !== null && String(member[column]) === value)
  }
  if (order !== undefined && order !== "") {
    const [, name, direction] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(order) ?? []
    const column = columns.find((each) => each === name)
    if (column === undefined) return new Refusal(400, "order is not understood.")
    const sign = direction?.toLowerCase() === "desc" ? -1 : 1
    members.sort((one, other) => sign * compare(one[column], other[column]))
  }
  return members
}

const compare = (one: string | number | null, other: string | number | null): number => {
  if (one === other) return 0
  if (one === null) return -1
  if (other === null) return 1
  return one < other ? -1 : 1
}
