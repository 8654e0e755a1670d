/**
 * The JSON of Digits. The update's own members are published; everything else here is an assumption, named in
 * `Assumptions` and changeable by configuration. Requests are strict, answers are read forgivingly.
 */
import * as Schema from "effect/Schema"

/** What no page shows: where to read, what things are called there, and what an answer holds. */
export interface Assumptions {
  /** `read-employee`, `read-entities`, `read-clients`. */
  readonly paths: { readonly employee: string; readonly entities: string; readonly clients: string }
  /** `entry-shapes` and the reads: our word, and theirs. */
  readonly names: Names
  /** Whether a binding as read holds its stored defaults; where not, they are unknown. */
  readonly returnsDefaults: boolean
  /** Whether a binding as read holds its explicit entries; where not, they are unknown. */
  readonly returnsEntries: boolean
  /** `no-access-role`: what an entry with it does is open (D-19). */
  readonly noAccessRole: string
  /** Pages of one list before it counts as endless (D24: 100 items a page). */
  readonly pages: number
}

export interface Names {
  readonly entityId: string
  readonly clientId: string
  readonly role: string
  readonly externalId: string
  /** The roles in force, in a binding as read. */
  readonly access: string
  /** Those on client entities, inside `access`. */
  readonly clientEntities: string
}

export const assumptions: Assumptions = {
  paths: {
    employee: "/v1/organization/employee",
    entities: "/v1/organization/entities",
    clients: "/v1/organization/clients"
  },
  names: {
    entityId: "entityId",
    clientId: "clientId",
    role: "role",
    externalId: "externalId",
    access: "access",
    clientEntities: "clientEntities"
  },
  returnsDefaults: true,
  returnsEntries: true,
  noAccessRole: "No Access",
  pages: 1000
}

/** The update's path (published). */
export const updatePath = "/v1/organization/employee"

const left = Schema.optionalKey

/** A list that may be left out or null where it is empty. */
const list = <S extends Schema.Constraint>(item: S) => left(Schema.NullOr(Schema.Array(item)))

const text = left(Schema.NullOr(Schema.String))

/** The schemas under these names. */
export const make = ({ names }: Pick<Assumptions, "names">) => {
  const { access, clientEntities, clientId, entityId, externalId, role } = names
  const entry = Schema.Struct({ entityId: Schema.String, role: Schema.NonEmptyString }).pipe(
    Schema.encodeKeys({ entityId, role })
  )
  const clientEntry = Schema.Struct({ clientId: Schema.String, role: text, entities: list(entry) }).pipe(
    Schema.encodeKeys({ clientId, role })
  )
  const inForce = Schema.Struct({ entityId: Schema.String, role: text }).pipe(
    Schema.encodeKeys({ entityId, role })
  )
  const roles = Schema.Struct({ entities: list(inForce), clientEntities: list(inForce) }).pipe(
    Schema.encodeKeys({ clientEntities })
  )
  const entity = Schema.Struct({ entityId: Schema.String, externalId: text }).pipe(
    Schema.encodeKeys({ entityId, externalId })
  )
  const client = Schema.Struct({ clientId: Schema.String, externalId: text, entities: list(entity) }).pipe(
    Schema.encodeKeys({ clientId, externalId })
  )
  const next = left(Schema.NullOr(Schema.Struct({ cursor: text, more: left(Schema.NullOr(Schema.Boolean)) })))
  return {
    /** The body of an update (D3, D4, D5, D6). */
    PutEmployee: Schema.Struct({
      userId: left(Schema.String),
      userExternalId: left(Schema.String),
      organizationRole: Schema.String,
      entityRole: text,
      entities: left(Schema.Array(entry)),
      clientRole: text,
      clients: left(
        Schema.Array(
          Schema.Struct({
            clientId: Schema.String,
            role: left(Schema.String),
            entities: left(Schema.Array(entry))
          }).pipe(Schema.encodeKeys({ clientId, role }))
        )
      )
    }),
    /** A binding as read. */
    Employee: Schema.Struct({
      userId: text,
      userExternalId: text,
      organizationRole: text,
      entityRole: text,
      clientRole: text,
      entities: list(entry),
      clients: list(clientEntry),
      access: left(Schema.NullOr(roles))
    }).pipe(Schema.encodeKeys({ access })),
    /** One page of the organization's own entities (D24). */
    Entities: Schema.Struct({ entities: Schema.Array(entity), next }),
    /** One page of its clients (D24). */
    Clients: Schema.Struct({ clients: Schema.Array(client), next })
  }
}
