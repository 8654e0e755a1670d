/**
 * A small tenant of SailPoint, and the steps that its clause checks share: raw calls, and what is read afterwards.
 */
import type { Request, Response } from "@muster/twin-kit"
import { parsed, type PureBench, same, statePath } from "../Clause.ts"
import type { Running } from "../Running.ts"

/** The caller with all rights, behind whom a user stands. */
export const token = "sailpoint-token"

/** What an update says of a record. */
export interface Body {
  readonly accountName: string
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly phone: string
  readonly manager: string
  readonly sourceId: string
  readonly data: Readonly<Record<string, string>>
  readonly startDate: string
  readonly endDate: string
}

export const required = [
  "accountName",
  "firstName",
  "lastName",
  "email",
  "phone",
  "manager",
  "sourceId",
  "startDate",
  "endDate"
] as const

/** A record as it is answered. */
export interface NonEmployee extends Body {
  readonly id: string
  readonly created: string
  readonly modified: string
}

/** Dates in UTC with milliseconds come back as they are, whichever spelling the vendor prefers. */
const record = (id: string, name: string, more: Partial<Body>): NonEmployee => ({
  id,
  accountName: name,
  firstName: `first of ${name}`,
  lastName: "smith",
  email: `${name}@example.com`,
  phone: `555-${name}`,
  manager: "jane.doe",
  sourceId: "vendors",
  data: {},
  startDate: "2020-03-24T05:00:00.000Z",
  endDate: "2021-03-25T05:00:00.000Z",
  created: "2019-08-23T18:52:59.162Z",
  modified: "2019-08-24T18:52:59.162Z",
  ...more
})

export const william = record("ef38f94347e94562b5bb8424a56397d8", "william", {
  data: { badge: "7", desk: "A" }
})
export const ada = record("2c918085-842e-69ae-0184-32d22ccb212f", "ada", {
  manager: "john.doe",
  sourceId: "interns",
  startDate: "2018-01-01T00:00:00.000Z"
})
export const bob = record("2c91808568c529c60168cca6f90c1313", "bob", {
  lastName: "byron",
  endDate: "2022-01-01T00:00:00.000Z"
})
export const everybody = [william, ada, bob]
export const nobody = "0".repeat(32)

/** What the record says, without the members that the vendor makes. */
export const bodyOf = ({ id: _id, created: _created, modified: _modified, ...body }: NonEmployee): Body =>
  body

/** Another value for each field that may always be updated; whether a record moves to another source is not told. */
export const wished = {
  accountName: "grace",
  firstName: "Grace",
  lastName: "Hopper",
  email: "grace@navy.example",
  phone: "1",
  manager: "john.doe",
  data: { floor: "3", badge: "8" },
  startDate: "2020-04-01T00:00:00.000Z",
  endDate: "2021-12-31T00:00:00.000Z"
} satisfies Partial<Body>

export const listPath = "/v3/non-employee-records"
export const pathOf = (id: string): string => `${listPath}/${id}`

/** The seed: these three in two sources, and who calls. */
export const seed = (more: object = {}) => ({
  records: everybody,
  sources: [{ id: "vendors" }, { id: "interns" }],
  identities: ["jane.doe", "john.doe"],
  tokens: [
    { token, user: true, role: "updater" },
    { token: "application", user: false, role: "updater" },
    { token: "owner", user: true, role: "owner", owns: ["vendors"] },
    { token: "reader", user: true, role: "reader" }
  ],
  ...more
})

/** The tenant at work. */
export class Tenant {
  readonly running: Running

  constructor(running: Running) {
    this.running = running
  }

  call(method: string, path: string, as = token, more: Partial<Request> = {}): Response {
    return this.running.ask({
      method,
      path,
      ...more,
      headers: { authorization: `Bearer ${as}`, ...more.headers }
    })
  }

  /** Sends a body to William's record. */
  put(body: unknown, as = token): Response {
    return this.call("PUT", pathOf(william.id), as, { body: JSON.stringify(body) })
  }

  /** Sends a patch to William's record. */
  patch(operations: unknown, as = token, type = "application/json-patch+json"): Response {
    return this.call("PATCH", pathOf(william.id), as, {
      body: JSON.stringify(operations),
      headers: { "content-type": type }
    })
  }

  get(id: string, as = token): Response {
    return this.call("GET", pathOf(id), as)
  }

  read(id = william.id): NonEmployee {
    const response = this.get(id)
    same("a record can be read", response.status, 200)
    return parsed(response) as NonEmployee
  }

  list(query: Readonly<Record<string, string>> = {}, as = token): Response {
    return this.call("GET", listPath, as, { query: new Map(Object.entries(query)) })
  }

  /** The records of a page. */
  page(query: Readonly<Record<string, string>> = {}, as = token): ReadonlyArray<NonEmployee> {
    const response = this.list(query, as)
    same("the list is answered", response.status, 200)
    const records = parsed(response)
    same("the list is an array", Array.isArray(records), true)
    return records as ReadonlyArray<NonEmployee>
  }

  /** William's record says this now, and the others are what they were. */
  holds(what: string, body: Body): void {
    same(`${what}: the record`, bodyOf(this.read()), body)
    same(`${what}: the others`, [this.read(ada.id), this.read(bob.id)], [ada, bob])
  }

  /** The request has to be accepted. */
  accepts(what: string, send: () => Response): Response {
    const response = send()
    same(`${what} is accepted`, response.status, 200)
    return response
  }

  /** The request has to be refused with one of these statuses, and nothing may have changed. */
  refuses(what: string, status: number, send: () => Response): Response {
    const before = this.stored()
    const response = send()
    same(`${what} is refused`, response.status, status)
    same(`${what} changes nothing`, this.stored(), before)
    return response
  }

  /** An owner's request may be refused or not; whatever is not the end date stays. */
  keepsAllButEndDate(what: string, endDate: string, send: () => Response): void {
    const { status } = send()
    same(`${what} is accepted or refused with 403`, [200, 403].includes(status), true)
    this.holds(what, { ...bodyOf(william), ...(status === 200 ? { endDate } : {}) })
  }

  /** All records, at no cost: the control interface is under no rate limit. */
  stored(): unknown {
    const { records } = parsed(this.running.ask({ method: "GET", path: statePath })) as {
      readonly records: unknown
    }
    return records
  }

  fork(): Tenant {
    return new Tenant(this.running.fork())
  }
}

/** Starts the tenant. */
export const tenant = (bench: PureBench, more: object = {}): Tenant => new Tenant(bench.start(seed(more)))
