/**
 * What happens, one rule a clause, in the order of the page "Update User by Employee ID".
 * Where the pages are silent, the rule names the axis whose answer chooses. Nothing here knows about HTTP.
 */
import {
  activated,
  deactivated,
  departmentBy,
  hasLeft,
  mailed,
  type State,
  userBy,
  withAwaiting,
  withUser
} from "./State.ts"
import {
  type Asked,
  askedOf,
  blank,
  defaultPermission,
  type EloomiReading,
  employmentEnds,
  groups,
  type Ids,
  idsOf,
  invalid,
  modeOf,
  names,
  type PromptKey,
  promptKeys,
  promptsOf,
  Refusal,
  type User,
  words
} from "./Vocabulary.ts"

type Outcome = readonly [State, User] | Refusal
type Part = Partial<User> | Refusal
type Rule = (reading: EloomiReading, state: State, stored: User, asked: Asked) => Part

/** The whole update of a user who is there. A refusal leaves the state as it was. */
export const update = (reading: EloomiReading, state: State, stored: User, body: unknown): Outcome => {
  const asked = askedOf(reading, body)
  return asked === undefined ? invalid("The given data was invalid.") : write(reading, state, stored, asked)
}

/** E2: what the body leaves out stays, except where E-13 and E-14 ask. */
const write = (reading: EloomiReading, state: State, stored: User, asked: Asked): Outcome => {
  let user = stored
  for (const rule of rules) {
    const part = rule(reading, state, user, asked)
    if (part instanceof Refusal) return part
    user = { ...user, ...part }
  }
  const next = leaving(state, user, asked) ?? activation(reading, state, user, asked)
  return [next, next.users.get(user.id) ?? user]
}

/** What one rule says of each of several members; the first refusal counts. */
const eachOf = <Name extends keyof User>(
  members: ReadonlyArray<Name>,
  after: (name: Name) => User[Name] | Refusal
): Part => {
  const part: { -readonly [Each in Name]?: User[Each] } = {}
  for (const name of members) {
    const value = after(name)
    if (value instanceof Refusal) return value
    part[name] = value
  }
  return part
}

/** E-1: what null says for what may be void. */
const optional = (
  reading: EloomiReading,
  name: string,
  stored: string | null,
  asked: string | null | undefined
): string | null | Refusal => {
  if (asked === undefined) return stored
  if (asked !== null) return asked
  if (reading["E-1"] === "refused") return invalid(`${name} can't be null.`)
  return reading["E-1"] === "clears" ? null : stored
}

/** E-1-required: what null says for what may not be void. */
const required = <A>(
  reading: EloomiReading,
  name: string,
  stored: A,
  asked: A | null | undefined
): A | Refusal =>
  asked === null && reading["E-1-required"] === "refused"
    ? invalid(`${name} can't be null.`)
    : (asked ?? stored)

/** E-1-list, E-2-empty, E-2: what null says for a list, what an empty one says, and whether any other replaces or adds. */
const listAfter = (
  reading: EloomiReading,
  stored: Ids,
  asked: Ids | null,
  given: EloomiReading["E-2"]
): Ids | Refusal => {
  if (asked === null) {
    if (reading["E-1-list"] === "refused") return invalid("A list can't be null.")
    return reading["E-1-list"] === "clears" ? [] : stored
  }
  if (asked.length === 0) return reading["E-2-empty"] === "clears" ? [] : stored
  return given === "replaced" ? asked : idsOf([...stored, ...asked])
}

/** Access groups, teams and profiles: any id is one. */
const memberships: Rule = (reading, _state, stored, asked) =>
  eachOf(groups, (name) => {
    const given = asked[name]
    if (given === undefined) return stored[name]
    return listAfter(reading, stored[name], given === null ? null : idsOf(given), reading["E-2"])
  })

/** Settled: what a list names has to be there. */
const resolved = <A extends string | number>(
  asked: ReadonlyArray<A> | null | undefined,
  idOf: (named: A) => number | undefined
): Ids | null | undefined | Refusal => {
  if (asked === null || asked === undefined) return asked
  const ids: Array<number> = []
  for (const named of asked) {
    const id = idOf(named)
    if (id === undefined) return invalid(`There is no [${named}].`)
    ids.push(id)
  }
  return idsOf(ids)
}

/** E8: departments by id or by code. E-4: both of them in one body. */
const departments: Rule = (reading, state, stored, asked) => {
  const { department_id: byId, department_code: byCode } = asked
  if (byId !== undefined && byCode !== undefined && reading["E-4"] === "refused")
    return invalid("department_id and department_code can't be used together.")
  const given =
    byId === undefined
      ? resolved(byCode, (code) => departmentBy(state, code))
      : resolved(byId, (id) => (state.departments.has(Number(id)) ? Number(id) : undefined))
  if (given instanceof Refusal) return given
  if (given === undefined) return {}
  const ids = listAfter(reading, stored.department_id, given, reading["E-2"])
  return ids instanceof Refusal ? ids : { department_id: ids }
}

/** E7: direct managers, by their ids or their employee ids, are always replaced. E-4: both in one body. */
const managers: Rule = (reading, state, stored, asked) => {
  const { direct_manager_ids: byId, direct_manager_employee_ids: byEmployeeId } = asked
  if (byId !== undefined && byEmployeeId !== undefined && reading["E-4"] === "refused")
    return invalid("direct_manager_ids and direct_manager_employee_ids can't be used together.")
  const given =
    byId === undefined
      ? resolved(byEmployeeId, (employeeId) => userBy(state, employeeId)?.id)
      : resolved(byId, (id) => state.users.get(Number(id))?.id)
  if (given instanceof Refusal) return given
  if (given === undefined) return {}
  const ids = listAfter(reading, stored.direct_manager_ids, given, "replaced")
  return ids instanceof Refusal ? ids : { direct_manager_ids: ids }
}

/** E17: no two users have one address. */
const address: Rule = (reading, state, stored, asked) => {
  const email = required(reading, "email", stored.email, asked.email)
  if (email instanceof Refusal) return email
  for (const other of state.users.values()) {
    if (other.email === email && other.id !== stored.id)
      return invalid(`User with the email [${email}] already exists.`)
  }
  return { email }
}

/** E-6: another employee id than that of the path. One that is taken is refused in any case; who has none gets one. */
const employeeId: Rule = (reading, state, stored, asked) => {
  const given = required(reading, "employee_id", stored.employee_id, asked.employee_id)
  if (given instanceof Refusal) return given
  if (given === null || given === stored.employee_id) return {}
  if (userBy(state, given) !== undefined)
    return invalid(`User with the employee_id [${given}] already exists.`)
  if (stored.employee_id === null || reading["E-6"] === "renames") return { employee_id: given }
  return reading["E-6"] === "refused" ? invalid("employee_id can't be changed.") : {}
}

/** E-1-empty: what an empty string says for a name or a word. */
const emptied = (reading: EloomiReading, name: string): string | null | Refusal => {
  if (reading["E-1-empty"] === "refused") return invalid(`${name} can't be empty.`)
  return reading["E-1-empty"] === "stored" ? "" : null
}

const fullName: Rule = (reading, _state, stored, asked) =>
  eachOf(names, (name) =>
    asked[name] === "" ? emptied(reading, name) : required(reading, name, stored[name], asked[name])
  )

const description: Rule = (reading, _state, stored, asked) =>
  eachOf(words, (name) =>
    asked[name] === "" ? emptied(reading, name) : optional(reading, name, stored[name], asked[name])
  )

const privacy: Rule = (reading, _state, stored, asked) =>
  eachOf(["personal_email"], (name) => optional(reading, name, stored[name], asked[name]))

/** E-10: an employment that is over before it starts. */
const employment: Rule = (reading, _state, stored, asked) => {
  const part = eachOf(employmentEnds, (name) => optional(reading, name, stored[name], asked[name]))
  if (part instanceof Refusal || reading["E-10"] === "accepted") return part
  const { start_of_employment_at: start, end_of_employment_at: end } = { ...stored, ...part }
  const isWritten = employmentEnds.some((name) => typeof asked[name] === "string")
  return isWritten && start !== null && end !== null && end < start
    ? invalid("The end of employment is before its start.")
    : part
}

/** E-13, E-14: what a body without a language or a permission says, which have a default. E-13-null: what null says. */
const defaults: Rule = (reading, state, stored, asked) => {
  const fallbacks = { language_code: state.language, user_permission: defaultPermission }
  const leftOut = { language_code: reading["E-13"], user_permission: reading["E-14"] }
  return eachOf(["language_code", "user_permission"], (name) => {
    const given = asked[name]
    if (given === undefined) return leftOut[name] === "reset" ? fallbacks[name] : stored[name]
    if (given !== null) return given
    if (reading["E-13-null"] === "refused") return invalid(`${name} can't be null.`)
    return reading["E-13-null"] === "reset" ? fallbacks[name] : stored[name]
  })
}

/** E16: stored, and never returned. */
const password: Rule = (reading, _state, stored, asked) =>
  eachOf(["password"], (name) => required(reading, name, stored[name], asked[name]))

/** E-3-object, E-3-empty: what null and an empty object say for prompts. */
const noPrompts = (answer: EloomiReading["E-3-object" | "E-3-empty"]): Part => {
  if (answer === "refused") return invalid("prompts can't be empty.")
  return answer === "clears" ? { prompts: new Map() } : {}
}

/** E6: E-3 says what a key left out does, E-3-null what one that is null does. */
const prompts: Rule = (reading, _state, stored, { prompts: given }) => {
  if (given === undefined) return {}
  if (given === null) return noPrompts(reading["E-3-object"])
  const [said, nulls] = [promptsOf(given), reading["E-3-null"]]
  const isNull = (key: PromptKey): boolean => given[key] === null
  if (promptKeys.every((key) => given[key] === undefined)) return noPrompts(reading["E-3-empty"])
  if (nulls === "refused" && promptKeys.some(isNull)) return invalid("A prompt can't be null.")
  if (reading["E-3"] === "removed") return { prompts: said }
  const kept = [...stored.prompts].filter(([key]) => nulls === "ignored" || !isNull(key))
  return { prompts: new Map([...kept, ...said]) }
}

/** E12: activate is a command and no stored value; only its null is looked at here. */
const command: Rule = (reading, _state, _stored, asked) => {
  const refusal = required<Asked["activate"]>(reading, "activate", undefined, asked.activate)
  return refusal instanceof Refusal ? refusal : {}
}

const rules: ReadonlyArray<Rule> = [
  memberships,
  command,
  departments,
  managers,
  address,
  employeeId,
  fullName,
  description,
  privacy,
  employment,
  defaults,
  password,
  prompts
]

/** E13: who is given an end of employment that has come is deactivated, whatever else the body says of it. */
const leaving = (state: State, user: User, asked: Asked): State | undefined =>
  typeof asked.end_of_employment_at === "string" && hasLeft(user, state.now)
    ? deactivated(state, user)
    : undefined

/** E12: how a user is activated. Settled: who is active stays so, from the same moment and without a mail. */
const activation = (reading: EloomiReading, state: State, user: User, asked: Asked): State => {
  const mode = modeOf(reading, asked.activate)
  if (mode === "deactivate") return deactivated(state, user)
  if (mode === "none" || user.activated_at !== null) return withUser(state, user)
  if (mode === "standard")
    return withAwaiting(mailed(withUser(state, user), "activation-link", user), user.id, true)
  return activated(mode === "instant" ? state : mailed(state, "password", user), user)
}

/** E10: the same rules for a user who is not there yet. Nobody is activated whom the body does not activate. */
export const create = (reading: EloomiReading, state: State, body: unknown): Outcome => {
  const asked = askedOf(reading, body)
  if (asked === undefined) return invalid("The given data was invalid.")
  if (typeof asked.email !== "string") return invalid("Undefined index: email")
  const id = Math.max(0, ...state.users.keys()) + 1
  return write(reading, state, blank(id, asked.email, state.language), asked)
}

/** The modes of E9. */
export const modes = ["all", "pending", "active", "inactive", "suspended"] as const

/** E9: the users of one mode, in the order of their coming. Pending is who has an open link; nobody is suspended. */
export const list = (
  state: State,
  mode: (typeof modes)[number],
  employee: string | undefined
): ReadonlyArray<User> =>
  [...state.users.values()].filter((user) => {
    const standing =
      user.activated_at !== null ? "active" : state.awaiting.has(user.id) ? "pending" : "inactive"
    return (mode === "all" || mode === standing) && (employee === undefined || employee === user.employee_id)
  })
