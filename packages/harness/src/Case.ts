/**
 * A case: one change in the words of every vendor, and what has to come of it. Cases are data; whoever reads one
 * needs no code, and whoever adds a vendor has to decide each.
 */
import { readFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import * as ChangesFile from "@muster/core/ChangesFile"
import * as Shape from "@muster/core/Shape"
import type { Problem } from "@muster/core/Unplannable"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { readContract } from "./clauses/Contract.ts"
import * as Recorded from "./Recorded.ts"

const left = Schema.optionalKey
const words = (description: string) => Schema.NonEmptyString.annotate({ description })
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

const source = words("The clauses or axes that say so: D1, D-14.")

const Supported = Schema.Struct({
  differs: left(words("How this vendor's case is another one, and why.")),
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
  source
}).annotate({ identifier: "Supported" })

const Unsupported = Schema.Struct({
  unsupported: words("Why the vendor cannot have this case."),
  source
}).annotate({ identifier: "Unsupported" })

/** One behaviour at every vendor. */
export const Case = Schema.Struct({
  says: words("The behaviour as a sentence."),
  vendors: Schema.Record(Schema.String, Schema.Union([Supported, Unsupported]))
})
export type Case = typeof Case.Type
export type Supported = typeof Supported.Type
export type Unsupported = typeof Unsupported.Type
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

/** A vendor of which nobody has said yet what it does; such a case is not read. */
export interface Undecided {
  readonly undecided: string
}

/** A case that somebody has to finish. */
export interface Draft {
  readonly says: string
  readonly vendors: Readonly<Record<string, Supported | Unsupported | Undecided>>
}

/** Every recorded case, in the order of their ids. Throws where one cannot be read. */
export const all = (): ReadonlyArray<Entry> =>
  Recorded.files(folder, "case.json").map((path) => ({
    id: dirname(path),
    case: read(JSON.parse(readFileSync(join(folder, path), "utf8")), path)
  }))

/**
 * Reads a case. Throws where it is not as the schema has it, leaves a vendor undecided or cites what the vendor's
 * contract does not have: all of it at once, vendor by vendor.
 */
export const read = (json: unknown, path: string): Case => {
  const { says, vendors } = orThrow(path, Shape.decode(Sketch, json, "the case"))
  const named = [...new Set([...citable.keys(), ...Object.keys(vendors)])]
  const decided = named.map((vendor) => [vendor, decide(vendor, vendors[vendor])] as const)
  const problems = decided.flatMap(([, each]) => (Result.isFailure(each) ? each.failure : []))
  if (problems.length > 0) orThrow(path, Result.fail(problems))
  const said = decided.map(([vendor, each]) => [vendor, Result.getOrThrow(each)] as const)
  return { says, vendors: Object.fromEntries(said) }
}

/** A case before its vendors are looked at, one by one: so a problem can name the vendor. */
const Sketch = Schema.Struct({ says: Case.fields.says, vendors: Schema.Record(Schema.String, Schema.Json) })

type Decided = Result.Result<Supported | Unsupported, ReadonlyArray<Problem>>

const decide = (vendor: string, said: Schema.Json | undefined): Decided => {
  if (said === undefined || Predicate.hasProperty(said, "undecided"))
    return Result.fail([
      {
        field: vendor,
        rule: "is undecided",
        wayOut:
          "say what comes of the same change or of one that differs (with source), or why it is unsupported"
      }
    ])
  const schema = Predicate.hasProperty(said, "unsupported") ? Unsupported : Supported
  return Shape.decode(schema, said, "its case").pipe(
    Result.mapError((problems) => problems.map((each) => ({ ...each, field: `${vendor}: ${each.field}` }))),
    Result.flatMap((decoded) => cited(vendor, decoded))
  )
}

/** The ids that a vendor's cases may cite. */
const citable: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Recorded.files(join(Recorded.contracts, "vendors"), ".json").map((file) => {
    const { axes, clauses, vendor } = readContract(basename(file, ".json"))
    return [vendor, new Set([...clauses, ...axes].map(({ id }) => id))] as const
  })
)

/** Another kind of caller, `sailpoint-owner`, cites the contract of its vendor. */
const cited = (name: string, decoded: Supported | Unsupported): Decided => {
  const [, known] = [...citable].find(([vendor]) => name === vendor || name.startsWith(`${vendor}-`)) ?? []
  const strange = decoded.source.split(", ").filter((id) => known?.has(id) !== true)
  return strange.length === 0
    ? Result.succeed(decoded)
    : Result.fail([
        {
          field: `${name}: source`,
          rule: `cites ${strange.join(", ")}, which contracts/vendors does not have`,
          wayOut: "cite clauses and axes of this vendor, with a comma in between"
        }
      ])
}

const orThrow = <A>(path: string, read: Result.Result<A, ReadonlyArray<Problem>>): A => {
  if (Result.isSuccess(read)) return read.success
  const problems = read.failure.map(({ field, rule, wayOut }) => `${field} ${rule}; ${wayOut}`)
  throw new Error(`${path}: ${problems.join(" | ")}`)
}

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
