/**
 * The vendor's words, written from the reference page of "Update Employee": the body of the call, its entries and
 * its roles, and the points that the page leaves open. The entries' members are assumed; the page shows "array of objects".
 */
import { Result, Schema } from "effect"
import type { ReadingOf } from "@muster/twin-kit"

/** Every point that the page leaves open, with the answers that this twin honours. */
export const axes = {
  "D-1": ["accepted", "refused"],
  "D-3": ["404", "400"],
  "D-4": ["absent", "refused"],
  "D-5": ["all", "reached"],
  "D-7": ["accepted", "refused"],
  "D-8": ["404", "400"],
  "D-9": ["refused", "stored"],
  "D-10": ["ignored", "refused"],
  "D-11": ["400", "404"],
  "D-12": ["binding", "empty"],
  "D-14": ["cleared", "kept"],
  "D-15": ["present", "future"],
  "D-16": ["cleared", "absent", "refused"],
  "D-17": ["keeps", "loses"],
  "D-18": ["no", "yes"],
  "D-19": ["refused", "none"],
  "D-20": ["computed", "materialised"]
} as const

export type DigitsReading = ReadingOf<typeof axes>

/** The scope of D14. */
export const syncScope = "organization:sync"

/** The firm's roles as the help page prints them; the reference prints no list. */
export const helpPageRoles: ReadonlyArray<string> = ["Admin", "Account Manager", "Associate"]

/** The role that might imply itself everywhere (D-18). */
export const adminRole = "Admin"

/** The role that might take access away (D-19). */
export const noAccessRole = "No Access"

/** An entry for one entity. */
export const EntityEntry = Schema.Struct({
  entityId: Schema.optionalKey(Schema.String),
  entityExternalId: Schema.optionalKey(Schema.String),
  role: Schema.String
})
export type EntityEntry = typeof EntityEntry.Type

/** An entry for one client: a role for the client, entries for its entities, or both. */
export const ClientEntry = Schema.Struct({
  clientId: Schema.optionalKey(Schema.String),
  clientExternalId: Schema.optionalKey(Schema.String),
  role: Schema.optionalKey(Schema.String),
  entities: Schema.optionalKey(Schema.NullOr(Schema.Array(EntityEntry)))
})
export type ClientEntry = typeof ClientEntry.Type

/** The members that give access (D4 to D6); null is let through, because D-4 and D-16 ask what it says. */
export const accessMembers = {
  organizationRole: Schema.String,
  entityRole: Schema.optionalKey(Schema.NullOr(Schema.String)),
  clientRole: Schema.optionalKey(Schema.NullOr(Schema.String)),
  entities: Schema.optionalKey(Schema.NullOr(Schema.Array(EntityEntry))),
  clients: Schema.optionalKey(Schema.NullOr(Schema.Array(ClientEntry)))
}
const Access = Schema.Struct(accessMembers)
export type Access = typeof Access.Type

const Update = Schema.Struct({
  userId: Schema.optionalKey(Schema.String),
  userExternalId: Schema.optionalKey(Schema.String),
  ...accessMembers
})

/** The body of the call. */
export type Update = typeof Update.Type

const decodeTolerant = Schema.decodeUnknownResult(Update, { onExcessProperty: "ignore" })
const decodeStrict = Schema.decodeUnknownResult(Update, { onExcessProperty: "error" })

/** Reads a parsed body; undefined when it is not of the documented shape. D-10 says whether unlisted members are. */
export const decodeUpdate = (reading: DigitsReading, json: unknown): Update | undefined => {
  const decoded = reading["D-10"] === "refused" ? decodeStrict(json) : decodeTolerant(json)
  return Result.isSuccess(decoded) ? decoded.success : undefined
}

/** One entity as the lists print it. */
export interface EntityAnswer {
  readonly entityId: string
  readonly externalId?: string
}

/** One client as the lists print it. */
export interface ClientAnswer {
  readonly clientId: string
  readonly externalId?: string
  readonly entities: ReadonlyArray<EntityAnswer>
}

/** The employee as the assumed read prints it: what is stored, and under `access` the roles in force. */
export interface EmployeeAnswer {
  readonly userId: string
  readonly userExternalId?: string
  readonly organizationRole: string
  readonly entityRole?: string
  readonly clientRole?: string
  readonly entities: ReadonlyArray<{ readonly entityId: string; readonly role: string }>
  readonly clients: ReadonlyArray<{
    readonly clientId: string
    readonly role?: string
    readonly entities?: ReadonlyArray<{ readonly entityId: string; readonly role: string }>
  }>
  readonly access: {
    readonly entities: ReadonlyArray<{ readonly entityId: string; readonly role: string }>
    readonly clientEntities: ReadonlyArray<{
      readonly clientId: string
      readonly entityId: string
      readonly role: string
    }>
  }
}
