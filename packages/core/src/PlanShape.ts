/**
 * A plan and the snapshot that it rests on as JSON: maps become objects, and what is unknown is left out.
 * The members stand in the order in which a person reads them.
 */
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import type * as Access from "./Access.ts"
import type * as AccessForms from "./AccessForms.ts"
import * as ChangesFile from "./ChangesFile.ts"
import type { Hazard } from "./Hazard.ts"
import type { Target } from "./Line.ts"
import type { PlanEffect, Subject } from "./PlanEffect.ts"
import type { Relied } from "./Reliance.ts"
import type { Forms } from "./Semantics.ts"
import type { Snapshot } from "./Snapshot.ts"
import type { UndoLine } from "./Undo.ts"

const Strings = Schema.Array(Schema.String)
const JsonObject = Schema.Record(Schema.String, Schema.Json)
const Side = Schema.Literals(["own", "client"])
const RoleOrNone = Schema.NullOr(Schema.String)

/** An object with one member a key; `Object.fromEntries` makes own members of all keys, `__proto__` among them. */
const mapOf = <A, I>(value: Schema.Codec<A, I>) =>
  Schema.Record(Schema.String, value).pipe(
    Schema.decodeTo(
      Schema.ReadonlyMap(Schema.String, Schema.toType(value)),
      SchemaTransformation.transform({
        decode: (object): ReadonlyMap<string, A> => new Map(Object.entries(object)),
        encode: (map: ReadonlyMap<string, A>) => Object.fromEntries(map)
      })
    )
  )

/** Left out in the file, `undefined` in memory: unknown. */
const unlessUnknown = <A>(value: Schema.Codec<A>) =>
  Schema.optionalKey(value).pipe(
    Schema.decodeTo(
      Schema.UndefinedOr(Schema.toType(value)),
      SchemaTransformation.transformOptional<A | undefined, A>({
        decode: (known) => Option.some(Option.getOrUndefined(known)),
        encode: (known) => Option.filter(known, Predicate.isNotUndefined)
      })
    )
  )

const Roles = mapOf(Schema.String)
const ClientEntries = mapOf(Schema.Struct({ role: RoleOrNone, entities: Roles }))

/** Left out in the file: an empty list. */
const unlessEmpty = <A>(list: Schema.Codec<ReadonlyArray<A>>) =>
  Schema.optionalKey(list).pipe(
    Schema.decodeTo(
      Schema.toType(list),
      SchemaTransformation.transformOptional<ReadonlyArray<A>, ReadonlyArray<A>>({
        decode: Option.orElseSome((): ReadonlyArray<A> => []),
        encode: Option.filter((items) => items.length > 0)
      })
    )
  )

const Entity = Schema.Struct({ id: Schema.String, externalId: Schema.optionalKey(Schema.String) })
const Client = Schema.Struct({ ...Entity.fields, entities: Schema.Array(Entity) })

const AccessShape: Schema.Codec<Access.Access, unknown> = Schema.Struct({
  own: Schema.Struct({
    default: Schema.optionalKey(RoleOrNone),
    entries: Schema.optionalKey(Roles),
    effective: mapOf(RoleOrNone)
  }),
  client: Schema.Struct({
    default: Schema.optionalKey(RoleOrNone),
    entries: Schema.optionalKey(ClientEntries),
    effective: mapOf(RoleOrNone)
  }),
  directory: Schema.Struct({ own: Schema.Array(Entity), clients: Schema.Array(Client) })
})

const SnapshotShape: Schema.Codec<Snapshot, unknown> = Schema.Struct({
  vendor: Schema.String,
  member: ChangesFile.MemberShape,
  values: JsonObject,
  unknown: Strings,
  rest: JsonObject,
  access: Schema.optionalKey(AccessShape)
}).annotate({ identifier: "Snapshot" })

const TargetShape: Schema.Codec<Target> = Schema.Union([
  Schema.Struct({
    side: Side,
    scope: Schema.Literal("entity"),
    entity: Schema.String,
    client: Schema.NullOr(Schema.String)
  }),
  Schema.Struct({
    side: Schema.Literal("client"),
    scope: Schema.Literal("client later"),
    client: Schema.String
  }),
  Schema.Struct({ side: Side, scope: Schema.Literal("later") })
]).annotate({
  says: 'has to have a side and a scope: "entity", "later", or on the side "client" also "client later"'
})

const SubjectShape: Schema.Codec<Subject> = Schema.Union([
  Schema.Struct({ field: Schema.String }),
  Schema.Struct({ target: TargetShape }),
  Schema.Struct({ default: Side })
]).annotate({ says: "has to have one member: field, target or default" })

const EffectShape: Schema.Codec<PlanEffect, unknown> = Schema.Struct({
  kind: Schema.Literals([
    "set",
    "cleared",
    "may change",
    "granted",
    "revoked",
    "role changed",
    "default changed",
    "pinned",
    "now follows the default",
    "cause changed"
  ]),
  subject: SubjectShape,
  when: Schema.Literals(["today", "tomorrow"]),
  before: unlessUnknown(Schema.Json),
  after: unlessUnknown(Schema.Json),
  why: Schema.String,
  either: Schema.optionalKey(Schema.Array(Schema.Json))
})

const HazardShape: Schema.Codec<Hazard> = Schema.Struct({
  id: Schema.String,
  kind: Schema.Literals(["consequence", "doubt", "inexpressible"]),
  weight: Schema.Literals(["note", "stop"]),
  says: Schema.String,
  sources: Strings
})

const Relies: Schema.Codec<ReadonlyArray<Relied>> = Schema.Array(
  Schema.Struct({ axis: Schema.String, answer: Schema.String })
)

const defaultForms = { says: 'has to be "absent", "null" or "empty", or "value" with a role' }
const DefaultFormShape: Schema.Codec<AccessForms.DefaultForm> = Schema.Union([
  Schema.Struct({ form: Schema.Literals(["absent", "null", "empty"]).annotate(defaultForms) }),
  Schema.Struct({ form: Schema.Literal("value"), role: Schema.String })
]).annotate(defaultForms)

const FormsShape: Schema.Codec<Forms, unknown> = Schema.Struct({
  fields: Schema.Array(Schema.Tuple([Schema.String, Schema.Json])),
  access: Schema.optionalKey(
    Schema.Struct({
      own: Schema.Struct({ default: DefaultFormShape, entries: Roles }),
      client: Schema.Struct({ default: DefaultFormShape, entries: ClientEntries })
    })
  )
})

const UndoShape: Schema.Codec<UndoLine> = Schema.Struct({
  subject: Schema.String,
  undo: Schema.Literals(["exact", "tentative", "irreversible"]),
  why: Schema.String
})

/** The members of a plan, in reading order. */
export const members = {
  vendor: Schema.String,
  member: ChangesFile.MemberShape,
  operation: Schema.String,
  change: ChangesFile.PlannedChangeShape,
  effects: Schema.Array(EffectShape),
  hazards: Schema.Array(HazardShape),
  relies: unlessEmpty(Relies),
  request: Schema.Json,
  undo: Schema.Array(UndoShape),
  repeat: Schema.Literals(["harmless", "never"]),
  deferrable: Strings,
  predicted: SnapshotShape,
  fingerprint: Schema.String,
  forms: Schema.NullOr(FormsShape)
}

export { SnapshotShape as Snapshot }
