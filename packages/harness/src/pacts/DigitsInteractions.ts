/** The requests to Digits and its answers that the conversations are made of. What carries access is exact. */
import { MatchersV3 } from "@pact-foundation/pact"
import type { Interaction } from "../Pact.ts"

const path = "/v1/organization/employee"
export const member = { userId: "u-1" }
export const stranger = { userId: "u-9" }
export const bound = { name: "an employee with defaults and entries is bound", params: member }

export const entities: Interaction = {
  says: "a read of the organization's own entities",
  clauses: ["D15", "D24"],
  state: bound,
  request: { method: "GET", path: "/v1/organization/entities" },
  answer: {
    status: 200,
    body: {
      entities: [{ entityId: "books-1", externalId: "ledger-1" }, { entityId: "books-2" }],
      next: { cursor: "", more: false }
    }
  }
}

export const clients: Interaction = {
  says: "a read of the organization's clients",
  clauses: ["D15", "D24"],
  state: bound,
  request: { method: "GET", path: "/v1/organization/clients" },
  answer: {
    status: 200,
    body: {
      clients: [
        {
          clientId: "acme",
          externalId: "crm-1",
          entities: [{ entityId: "acme-1" }, { entityId: "acme-2" }]
        }
      ],
      next: { cursor: "", more: false }
    }
  }
}

export const employee: Interaction = {
  says: "a read of an employee",
  clauses: ["D10", "D13"],
  state: bound,
  request: { method: "GET", path, query: member },
  answer: {
    status: 200,
    body: {
      userId: "u-1",
      organizationRole: "Associate",
      entityRole: "Associate",
      entities: [{ entityId: "books-2", role: "Account Manager" }],
      clients: [{ clientId: "acme", role: "Associate", entities: [{ entityId: "acme-2", role: "Admin" }] }],
      access: {
        entities: [
          { entityId: "books-1", role: "Associate" },
          { entityId: "books-2", role: "Account Manager" }
        ],
        clientEntities: [
          { clientId: "acme", entityId: "acme-1", role: "Associate" },
          { clientId: "acme", entityId: "acme-2", role: "Admin" }
        ]
      }
    }
  }
}

export const reads = [entities, clients, employee]

export const update: Interaction["request"] = {
  method: "PUT",
  path,
  body: {
    userId: "u-1",
    organizationRole: "Associate",
    entityRole: "Associate",
    entities: [
      { entityId: "books-2", role: "Account Manager" },
      { entityId: "books-1", role: "Admin" }
    ],
    clientRole: "Associate",
    clients: [
      {
        clientId: "acme",
        role: "Associate",
        entities: [
          { entityId: "acme-2", role: "Admin" },
          { entityId: "acme-1", role: "Admin" }
        ]
      }
    ]
  }
}

/** Only the shape of a refusal is assumed; its words are the vendor's. */
export const refusal = {
  error: { code: MatchersV3.string("REFUSED"), message: MatchersV3.string("Refused.") }
}

const manyClients = { name: "the clients fill more than one page", params: member }

/** D24: the cursor is the vendor's own, so its state gives it. */
export const pages: ReadonlyArray<Interaction> = [
  {
    says: "a read of the first of two pages of clients",
    clauses: ["D24"],
    state: manyClients,
    request: clients.request,
    answer: {
      status: 200,
      body: {
        clients: MatchersV3.eachLike({ clientId: "client-0" }),
        next: { cursor: MatchersV3.string("a-cursor"), more: true }
      }
    }
  },
  {
    says: "a read of the second of two pages of clients",
    clauses: ["D24"],
    state: manyClients,
    request: {
      ...clients.request,
      query: { cursor: MatchersV3.fromProviderState("${cursor}", "a-cursor") }
    },
    answer: {
      status: 200,
      body: { clients: [{ clientId: "client-100" }], next: { cursor: "", more: false } }
    }
  },
  {
    says: "a read of an employee without client access",
    clauses: ["D7"],
    state: manyClients,
    request: employee.request,
    answer: {
      status: 200,
      body: {
        userId: "u-1",
        organizationRole: "Associate",
        entities: [{ entityId: "books-1", role: "Associate" }],
        clients: [],
        access: { entities: [{ entityId: "books-1", role: "Associate" }], clientEntities: [] }
      }
    }
  }
]
