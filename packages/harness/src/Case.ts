/**
 * A case: one change in the words of every vendor, and what has to come of it. Cases are data; whoever reads one
 * needs no code, and whoever adds a vendor has to decide each.
 */
import { readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import * as ChangesFile from "@muster/core/ChangesFile"
import * as Shape from "@muster/core/Shape"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Recorded from "./Recorded.ts"

const left = Schema.optionalKey
const Names = Schema.Array(Schema.String)
const Role = Schema.NullOr(Schema.String)
const Roles = Schema.Record(Schema.String, Schema.String)

const side = { default: Role, effective: Schema.Record(Schema.String, Role) }

/** The whole access: stored defaults and entries, and the role in force on every entity; all of it exact. */
const Access = Schema.Struct({
  own: Schema.Struct({ ...side, entries: Roles }),
  client: Schema.Struct({
    ...side,
    entries: Schema.Record(Schema.String, Schema.Struct({ role: Role, entities: Roles }))
  })
}).annotate({ identifier: "Access" })

const Done = Schema.Struct({
  status: Schema.Literals(["unchanged", "confirmed", "pending", "superseded", "unconfirmed"]),
  member: left(
    ChangesFile.MemberShape.annotate({
      description: "Who the member is afterwards, where the change gives another name."
    })
  ),
  values: left(
    Schema.Record(Schema.String, Schema.Json).annotate({ description: "All fields afterwards, exact." })
  ),
  access: left(Access),
  absent: left(
    Names.annotate({
      description:
        "What the member had before and has no longer: fields, entities, client entries, own default, client default. Exact, and compulsory where something is replaced, cleared or revoked."
    })
  ),
  hazards: Names.annotate({ description: "The ids of all hazards of the plan." }),
  effects: left(Names.annotate({ description: "All effects of the plan, as sentences." })),
  unverifiable: left(
    Names.annotate({ description: "All fields that were to change and that nobody can read back." })
  ),
  undo: left(
    Schema.Record(Schema.String, Schema.Literals(["exact", "tentative", "irreversible"])).annotate({
      description: "How surely each part can be taken back."
    })
  )
}).annotate({ identifier: "Done" })

const Failed = Schema.Struct({
  fails: Schema.Literals([
    ...(["Invalid", "Inexpressible", "NeedsConsent", "Stale", "UnknownTarget"] as const),
    ...(["Unauthorized", "Forbidden", "NotFound", "Conflict", "PaymentRequired", "RateLimited"] as const)
  ]),
  problems: left(Schema.Array(Schema.Struct({ field: Schema.String, rule: Schema.String }))),
  hazards: left(Names.annotate({ description: "The ids of the hazards that stand in the way." }))
}).annotate({ identifier: "Failed" })

const Supported = Schema.Struct({
  differs: left(Schema.String.annotate({ description: "How this vendor's case is another one, and why." })),
  reading: left(
    Schema.Record(Schema.String, Schema.String).annotate({
      description: "Answers of the twin that are not its usual ones."
    })
  ),
  seed: Schema.Json.annotate({ description: "What the twin starts from." }),
  beside: left(
    Schema.Record(Schema.String, Schema.Json).annotate({
      description: "Members that every answer has beside those that the vendor's pages print."
    })
  ),
  member: ChangesFile.MemberShape,
  change: ChangesFile.ChangeShape,
  meanwhile: left(
    Schema.Array(Schema.Json).annotate({ description: "Events between the plan and its application." })
  ),
  // oxlint-disable-next-line unicorn/no-thenable -- a word of the file, and nothing that could be called
  then: Schema.Union([Done, Failed]),
  source: Schema.String.annotate({ description: "The clause or axis that says so." })
}).annotate({ identifier: "Supported" })

const Unsupported = Schema.Struct({
  unsupported: Schema.String.annotate({ description: "Why the vendor cannot have this case." }),
  source: left(Schema.String)
}).annotate({ identifier: "Unsupported" })

/** One behaviour at every vendor. */
export const Case = Schema.Struct({
  says: Schema.String.annotate({ description: "The behaviour as a sentence." }),
  vendors: Schema.Record(Schema.String, Schema.Union([Supported, Unsupported]))
})
export type Case = typeof Case.Type
export type Supported = typeof Supported.Type
export type Done = typeof Done.Type
export type Failed = typeof Failed.Type
export type ExpectedAccess = typeof Access.Type

/** The published JSON Schema of `case.json`. */
export const jsonSchema = () => Shape.jsonSchema(Case, "A case of Muster's contracts")

/** Where the cases are. */
export const folder = join(Recorded.contracts, "cases")

/** A case with its id, which is its path. */
export interface Entry {
  readonly id: string
  readonly case: Case
}

/** Every recorded case, in the order of their ids. Throws where one is not as the schema has it. */
export const all = (): ReadonlyArray<Entry> =>
  Recorded.files(folder, "case.json").map((path) => {
    const text = readFileSync(join(folder, path), "utf8")
    const decoded = Shape.decode(Case, JSON.parse(text), path)
    if (Result.isSuccess(decoded)) return { id: dirname(path), case: decoded.success }
    const problems = decoded.failure.map(({ field, rule, wayOut }) => `${field} ${rule}; ${wayOut}`)
    throw new Error(`${path}: ${problems.join(" | ")}`)
  })

/** Whether a change takes something away, so that its case has to say what is absent afterwards. */
export const takesAway = ({ change: { access, merge, replace } }: Supported): boolean =>
  replace !== undefined ||
  Object.values(merge ?? {}).some(isTaking) ||
  access?.replace !== undefined ||
  (access?.revoke ?? []).length > 0 ||
  [access?.default?.own, access?.default?.client].some((wish) => wish?.role === null)

/** Null, an empty list, or a whole object, which takes away the parts that it leaves out. */
const isTaking = (value: Schema.Json): boolean =>
  Array.isArray(value) ? value.length === 0 : typeof value === "object"
