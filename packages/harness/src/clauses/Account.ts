/**
 * A small account at 88 Miles, and the steps that its clause checks share: raw calls, and what is read afterwards.
 */
import type { Reading } from "@muster/core"
import type { Request, Response } from "@muster/twin-kit"
import { Broken, parsed, type PureBench, same, statePath, that } from "../Clause.ts"
import type { Running } from "../Running.ts"
import { eightyEightMiles } from "../subjects/EightyEightMiles.ts"

/** A member as the pages print it. */
export interface Staff {
  readonly uuid: string
  readonly login: string
  readonly first_name: string
  readonly last_name: string
  readonly email_address: string
  readonly time_zone: string
  readonly active: unknown
  readonly type: string
  readonly hourly_rate_cents: unknown
}

const member = (uuid: string, name: string, more: Partial<Staff>): Staff => ({
  uuid,
  login: name,
  first_name: name,
  last_name: `Last of ${name}`,
  email_address: `${name}@studio.example`,
  time_zone: "Australia/Perth",
  active: "true",
  type: "staff",
  hourly_rate_cents: 10_000,
  ...more
})

/** The caller, who owns the account. */
export const owner = member("0b1f5f0e-6a3c-4bb0-9a0c-0d6a2f8f1c11", "owner", {
  type: "owner",
  hourly_rate_cents: null
})
export const worker = member("161e6c57-a86a-4ab8-b6c0-8a7831e4cd44", "worker", {})
export const idle = member("2c8a2e0e-02cf-4a4c-8a3e-5d1d1f3f5b77", "idle", {
  active: "false",
  type: "freelancer"
})
export const everybody = [owner, worker, idle]
export const nobody = "ffffffff-ffff-4fff-8fff-ffffffffffff"

export const listPath = "/api/1/staff.json"
export const pathOf = (uuid: string): string => `/api/1/staff/${uuid}.json`

/** The seed: these three, and a token that may read only. */
export const seed = (more: object = {}) => ({
  members: everybody,
  caller: { uuid: owner.uuid },
  tokens: [
    { token: eightyEightMiles.token, mayUpdate: true },
    { token: "reader", mayUpdate: false }
  ],
  ...more
})

/** The account at work. */
export class Account {
  readonly running: Running
  /** What the pages leave open, where that counts too. */
  readonly reading: Reading.Reading | undefined

  constructor(running: Running, reading?: Reading.Reading) {
    this.running = running
    this.reading = reading
  }

  call(method: string, path: string, more: Partial<Request> = {}): Response {
    return this.running.ask({ method, path, ...more })
  }

  /** Sends attributes in their wrapper. */
  put(uuid: string, staff: object, headers: Readonly<Record<string, string>> = {}): Response {
    return this.call("PUT", pathOf(uuid), { body: JSON.stringify({ staff }), headers })
  }

  /** Updates somebody; it has to be accepted. */
  update(uuid: string, staff: object): void {
    const names = Object.keys(staff).join(" and ") || "nothing"
    same(`an update of ${names} is accepted`, this.put(uuid, staff).status, 200)
  }

  show(uuid: string): Staff {
    const response = this.call("GET", pathOf(uuid))
    same("a member can be shown", response.status, 200)
    const { response: shown } = parsed(response) as { readonly response?: Staff }
    if (shown === undefined) throw new Broken("not so: a member is shown in response")
    return shown
  }

  /** Everybody in the order of the seed, one by one. */
  read(): ReadonlyArray<Staff> {
    return everybody.map(({ uuid }) => this.show(uuid))
  }

  list(query: Readonly<Record<string, string>> = {}): Listed {
    const response = this.call("GET", listPath, { query: new Map(Object.entries(query)) })
    same("the list is answered", response.status, 200)
    return parsed(response) as Listed
  }

  /** The request has to be refused with this status, and nothing may have changed. */
  refuses(what: string, status: number, send: () => Response): Response {
    const before = this.call("GET", listPath).body
    const response = send()
    same(`${what} is refused`, response.status, status)
    if (this.reading !== undefined) {
      const message = messageOf(response, this.reading["M-11"] === "text")
      that(`${what} is refused in words`, /\w+ \w+/.test(message))
    }
    same(`${what} changes nothing and adds nobody`, this.call("GET", listPath).body, before)
    return response
  }

  /** What the reading chooses is what happens: a refusal that changes nothing, or this member afterwards. */
  answers(what: string, uuid: string, staff: object, wanted: Partial<Staff> | number): void {
    if (typeof wanted === "number") {
      this.refuses(what, wanted, () => this.put(uuid, staff))
      return
    }
    const fork = this.fork()
    fork.update(uuid, staff)
    const after = this.read().map((each) => (each.uuid === uuid ? { ...each, ...wanted } : each))
    same(`${what} counts`, fork.read(), after)
  }

  /** Mails that ask for a confirmation, which no call of the vendor shows. */
  mails(): Mails {
    const { outbox } = parsed(this.call("GET", statePath)) as { readonly outbox: Mails }
    that("the outbox is a list", Array.isArray(outbox))
    return outbox
  }

  confirm(uuid: string): void {
    this.running.happen({ type: "charge-confirmed", uuid })
  }

  fork(): Account {
    return new Account(this.running.fork(), this.reading)
  }
}

type Mails = ReadonlyArray<{ readonly to: string; readonly uuid: string }>

interface Listed {
  readonly response?: ReadonlyArray<Staff>
  readonly count?: unknown
}

/** Starts the account. */
export const account = (bench: PureBench, more: object = {}): Account => new Account(bench.start(seed(more)))

/** The same where open points count too. */
export const settledAccount = (bench: PureBench, more: object = {}): Account =>
  new Account(bench.start(seed(more)), bench.reading)

/** M-11: what a refusal says, in the form that the reading chooses. */
const messageOf = (response: Response, asText: boolean): string => {
  const type = response.headers["content-type"] ?? ""
  if (asText) {
    that("a message is sent as text", /^text\/plain\b/.test(type) && !response.body.startsWith("{"))
    return response.body
  }
  that("a message is sent as JSON", /^application\/json\b/.test(type))
  const { error } = parsed(response) as { readonly error?: unknown }
  return String(error)
}
