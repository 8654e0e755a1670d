/**
 * What the vendor remembers: the users of one company, its departments, who calls, the links that nobody has followed
 * yet, the mails it sent, and what time it is. Everything is immutable and keyed by Map, so that an id, a code or a
 * token may be any string.
 */
import { Schema } from "effect"
import {
  blank,
  Email,
  Filled,
  IdList,
  type Ids,
  idsOf,
  lists,
  PromptKeys,
  promptsOf,
  type User,
  WallClock
} from "./Vocabulary.ts"

/** A mail to a user: a link that activates, or a password that the vendor made up (E12). */
export interface Mail {
  readonly what: "activation-link" | "password"
  readonly to: string
  readonly id: number
}

export interface RateLimit {
  readonly limit: number
  readonly used: number
  readonly retryAfter: number
}

export interface State {
  readonly users: ReadonlyMap<number, User>
  /** The code of each department. */
  readonly departments: ReadonlyMap<number, string>
  /** The name of each access group that has one. */
  readonly accessGroups: ReadonlyMap<number, string>
  /** The company's language. */
  readonly language: string
  /** On the wall clock; only events move it. */
  readonly now: string
  /** The secret of each client. */
  readonly clients: ReadonlyMap<string, string>
  /** The client of each token. */
  readonly tokens: ReadonlyMap<string, string>
  /** Users who have an activation link that they have not followed. */
  readonly awaiting: ReadonlySet<number>
  readonly outbox: ReadonlyArray<Mail>
  readonly rateLimit: RateLimit | undefined
}

const text = Schema.optionalKey(Schema.String)
const ids = Schema.optionalKey(IdList)
const moment = Schema.optionalKey(WallClock)
const UserSeed = Schema.Struct({
  id: Schema.Int,
  employee_id: Schema.optionalKey(Filled),
  email: Email,
  first_name: text,
  last_name: text,
  personal_email: Schema.optionalKey(Email),
  title: text,
  generic_role: text,
  phone: text,
  mobile_phone: text,
  language_code: Schema.optionalKey(Filled),
  user_permission: Schema.optionalKey(Filled),
  start_of_employment_at: moment,
  end_of_employment_at: moment,
  access_groups: ids,
  team_ids: ids,
  profile_ids: ids,
  department_id: ids,
  direct_manager_ids: ids,
  prompts: Schema.optionalKey(PromptKeys),
  password: Schema.optionalKey(Filled),
  activated_at: Schema.optionalKey(Schema.NullOr(WallClock))
})

const Seed = Schema.Struct({
  company: Schema.Struct({ language: Filled }),
  now: WallClock,
  clients: Schema.Array(Schema.Struct({ clientId: Schema.String, secret: Schema.String })),
  tokens: Schema.Array(Schema.Struct({ token: Schema.String, clientId: Schema.String })),
  departments: Schema.Array(Schema.Struct({ id: Schema.Int, code: Filled })),
  users: Schema.Array(UserSeed),
  accessGroups: Schema.optionalKey(Schema.Array(Schema.Struct({ id: Schema.Int, name: Schema.String }))),
  rateLimit: Schema.optionalKey(Schema.Int),
  retryAfter: Schema.optionalKey(Schema.Int)
})
const Event = Schema.Union([
  Schema.Struct({
    type: Schema.Literal("member-written"),
    employee_id: Schema.String,
    user: Schema.Unknown
  }),
  Schema.Struct({ type: Schema.Literal("member-added"), user: UserSeed }),
  Schema.Struct({ type: Schema.Literal("member-removed"), employee_id: Schema.String }),
  Schema.Struct({ type: Schema.Literal("link-followed"), employee_id: Schema.String }),
  Schema.Struct({ type: Schema.Literal("time-passed"), now: WallClock })
])

const decodeSeed = Schema.decodeUnknownSync(Seed, { onExcessProperty: "error" })
const decodeEvent = Schema.decodeUnknownSync(Event, { onExcessProperty: "error" })

/** Builds the state at the start. */
export const seed = (json: unknown): State => {
  const { company, now, clients, tokens, departments, users, accessGroups, rateLimit, retryAfter } =
    decodeSeed(json)
  const secrets = new Map(clients.map(({ clientId, secret }) => [clientId, secret]))
  for (const { clientId } of tokens) {
    if (!secrets.has(clientId)) throw new Error("A token belongs to no client.")
  }
  const codes = new Map(departments.map(({ id, code }) => [id, code]))
  if (codes.size < departments.length) throw new Error("Two departments have one id.")
  if (new Set(codes.values()).size < codes.size) throw new Error("Two departments have one code.")
  const empty: State = {
    users: new Map(),
    departments: codes,
    accessGroups: new Map((accessGroups ?? []).map(({ id, name }) => [id, name])),
    language: company.language,
    now,
    clients: secrets,
    tokens: new Map(tokens.map(({ token, clientId }) => [token, clientId])),
    awaiting: new Set(),
    outbox: [],
    rateLimit:
      rateLimit === undefined ? undefined : { limit: rateLimit, used: 0, retryAfter: retryAfter ?? 60 }
  }
  return withKnownManagers(users.reduce(admitted, empty))
}

/** Lets in a user who came without this client; one that this vendor could not hold is refused. */
const admitted = (state: State, { prompts, ...seeded }: typeof UserSeed.Type): State => {
  const given = Object.fromEntries(lists.map((name) => [name, idsOf(seeded[name] ?? [])]))
  const user = {
    ...blank(seeded.id, seeded.email, state.language),
    ...seeded,
    ...(given as Record<(typeof lists)[number], Ids>),
    prompts: promptsOf(prompts ?? {})
  }
  if (state.users.has(user.id)) throw new Error("This user exists already.")
  for (const other of state.users.values()) {
    if (other.email === user.email) throw new Error("Two users have one email.")
    if (user.employee_id !== null && other.employee_id === user.employee_id)
      throw new Error("Two users have one employee_id.")
  }
  if (user.department_id.some((id) => !state.departments.has(id)))
    throw new Error("There is no such department.")
  return withUser(state, user)
}

/** Looked at last, because a seed may name a manager before it tells of her. */
const withKnownManagers = (state: State): State => {
  for (const user of state.users.values()) {
    if (user.direct_manager_ids.some((id) => !state.users.has(id)))
      throw new Error("There is no such manager.")
  }
  return state
}

/** Another writer's call; it is a rule of the vendor and is handed in, so that State knows no rule. */
export type Write = (state: State, user: User, body: unknown) => State

/** Makes something happen at the vendor without this client. */
export const event = (state: State, json: unknown, write: Write): State => {
  const happened = decodeEvent(json)
  switch (happened.type) {
    case "member-written":
      return write(state, present(state, happened.employee_id), happened.user)
    case "member-added":
      return withKnownManagers(admitted(state, happened.user))
    case "member-removed":
      return withoutUser(state, present(state, happened.employee_id))
    case "link-followed":
      return followed(state, present(state, happened.employee_id))
    case "time-passed":
      return passed(state, happened.now)
  }
}

const present = (state: State, employeeId: string): User => {
  const user = userBy(state, employeeId)
  if (user === undefined) throw new Error("There is no such user.")
  return user
}

/** E12: a link activates the user; one that was never sent, or is void by now, changes nothing. */
const followed = (state: State, user: User): State =>
  state.awaiting.has(user.id) ? activated(state, user) : state

/** E13: whoever's employment is over by then is deactivated. */
const passed = (state: State, now: string): State => {
  if (now < state.now) throw new Error("Time does not go back.")
  const gone = [...state.users.values()].filter((user) => hasLeft(user, now))
  return gone.reduce(deactivated, { ...state, now })
}

/** E13: the end of employment counts from its very second. */
export const hasLeft = ({ end_of_employment_at: end }: User, now: string): boolean =>
  end !== null && end <= now

/** E1: the user with this employee id. */
export const userBy = (state: State, employeeId: string): User | undefined => {
  for (const user of state.users.values()) if (user.employee_id === employeeId) return user
  return undefined
}

/** E8: the department with this code. */
export const departmentBy = (state: State, code: string): number | undefined => {
  for (const [id, known] of state.departments) if (known === code) return id
  return undefined
}

/** Puts a user into the state, in the place of the former one if there is one. */
export const withUser = (state: State, user: User): State => ({
  ...state,
  users: new Map(state.users).set(user.id, user)
})

/** Takes a user out of the state; nobody has her as a manager any longer. */
export const withoutUser = (state: State, { id }: User): State => {
  const users = new Map<number, User>()
  for (const user of state.users.values()) {
    const managers = user.direct_manager_ids.filter((manager) => manager !== id)
    const isManaged = managers.length < user.direct_manager_ids.length
    if (user.id !== id) users.set(user.id, isManaged ? { ...user, direct_manager_ids: managers } : user)
  }
  return withAwaiting({ ...state, users }, id, false)
}

/** The user is active from now on, and no link is open any longer. */
export const activated = (state: State, user: User): State =>
  withAwaiting(withUser(state, { ...user, activated_at: state.now }), user.id, false)

/** The user is not active any longer, and a link that is still open is void. */
export const deactivated = (state: State, user: User): State =>
  withAwaiting(withUser(state, { ...user, activated_at: null }), user.id, false)

/** Remembers whether an activation link is open. */
export const withAwaiting = (state: State, id: number, open: boolean): State => {
  if (state.awaiting.has(id) === open) return state
  const awaiting = new Set(state.awaiting)
  if (open) awaiting.add(id)
  else awaiting.delete(id)
  return { ...state, awaiting }
}

/** Sends a mail to the user's address. */
export const mailed = (state: State, what: Mail["what"], { id, email }: User): State => ({
  ...state,
  outbox: [...state.outbox, { what, to: email, id }]
})
