/**
 * A small company at eloomi, and the steps that its clause checks share: raw calls, and what is read afterwards.
 */
import type { Request, Response } from "@muster/twin-kit"
import { parsed, type PureBench, same, statePath } from "../Clause.ts"
import type { Running } from "../Running.ts"
import { eloomi } from "../subjects/Eloomi.ts"

/** A user under the names of the body, with what no answer shows. */
export interface Employee {
  readonly id: number
  readonly employee_id: string | null
  readonly email: string
  readonly first_name: string | null
  readonly last_name: string | null
  readonly personal_email: string | null
  readonly title: string | null
  readonly generic_role: string | null
  readonly phone: string | null
  readonly mobile_phone: string | null
  readonly language_code: string
  readonly user_permission: string
  readonly start_of_employment_at: string | null
  readonly end_of_employment_at: string | null
  readonly access_groups: ReadonlyArray<number>
  readonly department_id: ReadonlyArray<number>
  readonly team_ids: ReadonlyArray<number>
  readonly profile_ids: ReadonlyArray<number>
  readonly direct_manager_ids: ReadonlyArray<number>
  readonly prompts: Readonly<Record<string, boolean>>
  readonly password: string | null
  readonly activated_at: string | null
}

/** The company's language and the usual permission: what a default would set is what everybody has. */
export const defaults = { language_code: "da", user_permission: "user" }

const employee = (id: number, employeeId: string, name: string, more: Partial<Employee>): Employee => ({
  id,
  employee_id: employeeId,
  email: `${name}@example.com`,
  first_name: name,
  last_name: "doe",
  personal_email: null,
  title: null,
  generic_role: null,
  phone: null,
  mobile_phone: null,
  ...defaults,
  start_of_employment_at: null,
  end_of_employment_at: null,
  access_groups: [],
  department_id: [],
  team_ids: [],
  profile_ids: [],
  direct_manager_ids: [],
  prompts: {},
  password: null,
  activated_at: null,
  ...more
})

/** She has a value everywhere. */
export const jane = employee(1, "E1002", "jane", {
  personal_email: "jane@home.example",
  title: "Head of Accounting",
  generic_role: "Accountant",
  phone: "+4512345678",
  mobile_phone: "+4412345678",
  start_of_employment_at: "2017-12-25 08:00:00",
  end_of_employment_at: "2030-12-25 08:00:00",
  access_groups: [1, 2],
  department_id: [1],
  team_ids: [1],
  profile_ids: [1],
  direct_manager_ids: [7],
  prompts: { email: true, phone: false },
  password: "Secret1!",
  activated_at: "2018-01-02 08:00:00"
})
/** He has none where there may be none, is not active, and his employee id has a space. */
export const bob = employee(2, "B 2", "bob", {})
export const moritz = employee(7, "M7", "moritz", { activated_at: "2016-01-01 08:00:00" })
/** His employee id is the number that the vendor gave to Bob. */
export const max = employee(8, "2", "max", { activated_at: "2016-01-01 08:00:00" })
export const everybody = [jane, bob, moritz, max]
/** Her language and her permission are not the usual ones; she comes where these matter. */
export const eve = employee(3, "E3", "eve", {
  language_code: "en",
  user_permission: "company adm.",
  activated_at: "2016-01-01 08:00:00"
})

export const client = { id: eloomi.headers?.["clientid"] ?? "", secret: "hush" }

export const listPath = "/v3/users"
export const pathOf = (employeeId: string | null): string =>
  `/v3/users-employee_id/${encodeURIComponent(employeeId ?? "")}`

/** The seed: these four in a company with three departments. */
export const seed = (more: object = {}, users = everybody) => ({
  company: { language: defaults.language_code },
  now: "2026-01-15 12:00:00",
  clients: [
    { clientId: client.id, secret: client.secret },
    { clientId: "other", secret: "whist" }
  ],
  tokens: [{ token: eloomi.token, clientId: client.id }],
  departments: [1, 2, 3].map((id) => ({ id, code: `DEP${id}` })),
  users: users.map((user) => Object.fromEntries(Object.entries(user).filter(([, value]) => value !== null))),
  ...more
})

type Ids = ReadonlyArray<number>
type Hidden = "password" | "profile_ids" | "prompts"
type List = "access_groups" | "department_id" | "direct_manager_ids" | "team_ids"
type Drifting = "end_of_employment_at" | "mobile_phone" | "start_of_employment_at"

/** A user as answered. Three names are left open, and so is how an empty list looks. */
export interface Answer
  extends Omit<Employee, Hidden | List | Drifting | "language_code">, Partial<Pick<Employee, Drifting>> {
  readonly language: string
  readonly mobile?: string | null
  readonly start_of_employment?: string | null
  readonly end_of_employment?: string | null
  readonly access_groups: ReadonlyArray<{ readonly id: number }> | null
  readonly department_id: Ids | null
  readonly team_id: Ids | null
  readonly direct_manager_ids: Ids | null
}

const ids = (list: Ids | null): Ids => (list ?? []).toSorted((one, another) => one - another)

/** An answered user under the names of the body. */
const shown = (answer: Answer): Omit<Employee, Hidden> => ({
  id: answer.id,
  employee_id: answer.employee_id,
  email: answer.email,
  first_name: answer.first_name,
  last_name: answer.last_name,
  personal_email: answer.personal_email,
  title: answer.title,
  generic_role: answer.generic_role,
  phone: answer.phone,
  mobile_phone: answer.mobile ?? answer.mobile_phone ?? null,
  language_code: answer.language,
  user_permission: answer.user_permission,
  start_of_employment_at: answer.start_of_employment ?? answer.start_of_employment_at ?? null,
  end_of_employment_at: answer.end_of_employment ?? answer.end_of_employment_at ?? null,
  access_groups: ids((answer.access_groups ?? []).map(({ id }) => id)),
  department_id: ids(answer.department_id),
  team_ids: ids(answer.team_id),
  direct_manager_ids: ids(answer.direct_manager_ids),
  activated_at: answer.activated_at
})

/** What answers say beside the user. */
export interface Envelope {
  readonly status: unknown
  readonly status_code: unknown
  readonly message: unknown
  readonly extended_message: unknown
  readonly data?: unknown
}

/** What the vendor remembers, shown or not. */
interface Stored {
  readonly users: ReadonlyMap<number, Kept>
  readonly outbox: ReadonlyArray<Mail>
}

interface Kept {
  readonly prompts: ReadonlyArray<readonly [key: string, required: boolean]>
  readonly password: string | null
  readonly profile_ids: ReadonlyArray<number>
}

export interface Mail {
  readonly what: string
  readonly to: string
  readonly id: number
}

const stateOf = (running: Running): Response => running.ask({ method: "GET", path: statePath })

const storedIn = (running: Running): Stored => {
  const { outbox, users } = parsed(stateOf(running)) as {
    readonly users: ReadonlyArray<readonly [number, Kept]>
    readonly outbox: ReadonlyArray<Mail>
  }
  return { outbox, users: new Map(users) }
}

/** The company at work. */
export class Company {
  private readonly running: Running
  private readonly start: Stored

  constructor(running: Running, start = storedIn(running)) {
    this.running = running
    this.start = start
  }

  call(method: string, path: string, more: Partial<Request> = {}): Response {
    return this.running.ask({ method, path, ...more })
  }

  patch(body: unknown, who = jane, headers: Readonly<Record<string, string>> = {}): Response {
    return this.call("PATCH", pathOf(who.employee_id), { body: JSON.stringify(body), headers })
  }

  create(body: unknown): Response {
    return this.call("POST", listPath, { body: JSON.stringify(body) })
  }

  /** What an answer with 200 holds. */
  data(what: string, { body, headers, status }: Response): unknown {
    same(`${what}: the status`, status, 200)
    return (parsed({ body, headers, status }) as Envelope).data
  }

  read(who = jane): Employee {
    return this.readAt(pathOf(who.employee_id))
  }

  readAt(path: string, { users } = this.stored()): Employee {
    const answer = this.data("a user can be read", this.call("GET", path)) as Answer
    const hidden = users.get(answer.id)
    return {
      ...shown(answer),
      profile_ids: ids(hidden?.profile_ids ?? []),
      prompts: Object.fromEntries(hidden?.prompts ?? []),
      password: hidden?.password ?? null
    }
  }

  list(query: Readonly<Record<string, string>> = {}): Response {
    return this.call("GET", listPath, { query: new Map(Object.entries(query)) })
  }

  /** The users of a page. */
  page(query: Readonly<Record<string, string>> = {}): ReadonlyArray<Answer> {
    const users = this.data("the list is answered", this.list(query))
    same("the list is an array", Array.isArray(users), true)
    return users as ReadonlyArray<Answer>
  }

  /** A user reads so now, and the others are what they were at the start. */
  holds(what: string, changed: Employee): void {
    const stored = this.stored()
    same(`${what}: the user`, this.readAt(pathOf(changed.employee_id), stored), changed)
    this.keeps(what, changed.id, stored)
    same(`${what}: nobody is new`, stored.users.size, this.start.users.size)
  }

  /** The others are what they were at the start. */
  keeps(what: string, except?: number, { users } = this.stored()): void {
    for (const [id, user] of this.start.users)
      if (id !== except) same(`${what}: user ${id}`, users.get(id), user)
  }

  /** The request has to be accepted. */
  accepts(what: string, send: () => Response): Response {
    const response = send()
    same(`${what} is accepted`, response.status, 200)
    return response
  }

  /** The request has to be answered with one of these statuses, and nothing may have changed. */
  refuses(what: string, statuses: ReadonlyArray<number>, send: () => Response): Response {
    const before = this.state()
    const response = this.rejects(what, statuses, send)
    same(`${what} changes nothing`, this.state(), before)
    return response
  }

  /** The same, where one look at what has changed follows many requests. */
  rejects(what: string, statuses: ReadonlyArray<number>, send: () => Response): Response {
    const response = send()
    same(`${what}: ${response.status} is a refusal`, statuses.includes(response.status), true)
    return response
  }

  /** At no cost: the control interface is under no rate limit. */
  stored(): Stored {
    return storedIn(this.running)
  }

  state(): string {
    return stateOf(this.running).body
  }

  mails(): ReadonlyArray<Mail> {
    return this.stored().outbox
  }

  happen(event: object): void {
    this.running.happen(event)
  }

  fork(): Company {
    return new Company(this.running.fork(), this.start)
  }
}

/** An employee id that nobody has is answered with one of these. */
export const missing = [204, 404]

/** Starts the company. */
export const company = (bench: PureBench, more: object = {}, users = everybody): Company =>
  new Company(bench.start(seed(more, users)))
