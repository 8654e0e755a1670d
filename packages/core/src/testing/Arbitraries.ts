/**
 * Random snapshots, changes and readings for any vendor's semantics. A snapshot is drawn together with the reading
 * under which it came about, so that it is one that this vendor could really show.
 */
import * as fc from "fast-check"
import type { Access, ClientEntry, ClientSide, OwnSide } from "../Access.ts"
import type { AccessChange, GrantWish, TargetName } from "../AccessChange.ts"
import type { DefaultWish } from "../AccessWish.ts"
import type { Change } from "../Change.ts"
import type { Client, Directory, Entity } from "../Directory.ts"
import type { Json, JsonObject } from "../Json.ts"
import { type Axis, type Reading } from "../Reading.ts"
import {
  type AccessReading,
  type AccessRules,
  readingOf,
  resolve,
  type Role,
  impliedBy
} from "../Resolution.ts"
import type { Semantics } from "../Semantics.ts"
import type { Snapshot } from "../Snapshot.ts"
import { fieldsOf, hostileIds, type Samples, valueOf, wishedValue } from "./Samples.ts"

/** One answer for every axis, all axes drawn together. */
export const reading = (axes: ReadonlyArray<Axis>): fc.Arbitrary<Reading> =>
  fc
    .tuple(...axes.map((axis) => fc.constantFrom(...axis.answers)))
    .map((answers) => Object.fromEntries(axes.map((axis, at) => [axis.id, answers[at] ?? ""])))

/** What is true, what of it could be read, the change to plan, and the reading under which the vendor works. */
export interface Case {
  readonly reading: Reading
  readonly truth: Snapshot
  readonly snapshot: Snapshot
  readonly change: Change
}

/** Cases in which everything is known, or in which parts of the snapshot are hidden. */
export const cases = (semantics: Semantics, samples: Samples, hidden: boolean): fc.Arbitrary<Case> => {
  // Whatever does not depend on what was drawn is made once: making it costs more than drawing from it.
  const truths = snapshots(semantics, samples)
  const parts = hidden ? hiding(semantics, samples) : fc.constant(undefined)
  const changes = changesOf(semantics, samples)
  return reading(semantics.axes).chain((answers) =>
    truths(answers).chain((truth) =>
      fc.tuple(parts, changes(truth)).map(([hide, change]) => ({
        reading: answers,
        truth,
        snapshot: hide === undefined ? truth : seen(truth, hide),
        change
      }))
    )
  )
}

/** A fully known snapshot that a vendor with these answers could show. */
export const snapshot = (semantics: Semantics, samples: Samples, answers: Reading): fc.Arbitrary<Snapshot> =>
  snapshots(semantics, samples)(answers)

const snapshots = (
  semantics: Semantics,
  samples: Samples
): ((answers: Reading) => fc.Arbitrary<Snapshot>) => {
  const stored = [
    ...fieldsOf(semantics, samples).filter(({ command }) => command === undefined),
    ...(semantics.readOnly ?? []).map((name) => ({ name }))
  ]
  const fields = fc.tuple(
    ...stored.map(({ name }) =>
      fc.oneof(
        { arbitrary: valueOf(samples, { name }).map((value) => [name, value] as const), weight: 3 },
        {
          arbitrary: fc.constant([name, null] as const),
          weight: samples.voidable.includes(name) ? 2 : 0
        }
      )
    )
  )
  const possible = possibleIn(semantics)
  const members = fc.constantFrom(...samples.members)
  const bases = fc.tuple(members, fields).map(([member, drawn]): Snapshot => {
    const values = possible(Object.fromEntries(drawn.filter(([, value]) => value !== null)))
    return { vendor: semantics.vendor, member, values, unknown: [], rest: {} }
  })
  const { access: rules } = semantics
  return (answers) =>
    rules === undefined
      ? bases
      : bases.chain((base) => {
          const implied = impliedBy(rules, base.values[rules.roleField])
          return access(rules, samples, readingOf(rules.axes, answers), implied).map((held) => ({
            ...base,
            access: held
          }))
        })
}

/**
 * What a record cannot be: an object without a part that it cannot be given without, more names than an open object
 * takes, and other words for a field that is void.
 */
const possibleIn = (semantics: Semantics): ((values: JsonObject) => JsonObject) => {
  const fields = new Map(semantics.fields.map((field) => [field.name, field]))
  const required = semantics.fields.flatMap(({ cells: { absent }, name, within }) =>
    within !== undefined && "outcome" in absent && absent.outcome === "refused" ? [{ name, within }] : []
  )
  const opens = (semantics.complexes ?? []).flatMap(({ name, open }) =>
    open === undefined ? [] : [{ prefix: `${name}.`, most: open.most.count }]
  )
  return (values) => {
    const has = (name: string) => Object.hasOwn(values, name)
    const broken = new Set(required.flatMap(({ name, within }) => (has(name) ? [] : [within])))
    const surplus = opens.flatMap(({ most, prefix }) =>
      Object.keys(values)
        .filter((each) => each.startsWith(prefix))
        .slice(most)
    )
    return Object.fromEntries(
      Object.entries(values).filter(([name]) => {
        const field = fields.get(name)
        const isEcho = field?.readable === false && field.writes?.every((write) => !has(write.field)) === true
        return !isEcho && !broken.has(field?.within ?? "") && !surplus.includes(name)
      })
    )
  }
}

interface Hidden {
  readonly fields: ReadonlyArray<string>
  readonly parts: ReadonlyArray<string>
}

/** Parts that a reader might not see. */
const hiding = (semantics: Semantics, samples: Samples): fc.Arbitrary<Hidden> =>
  fc.record({
    fields: fc.subarray([
      ...fieldsOf(semantics, samples)
        .filter(({ command }) => command === undefined)
        .map((field) => field.name),
      ...(semantics.readOnly ?? []),
      ...Object.keys(samples.open ?? {}).map((complex) => `${complex}.*`)
    ]),
    parts: fc.oneof(fc.subarray(hideable), fc.constant(["own roles", "client roles"]))
  })

/** The same snapshot without what the reader could not see. */
const seen = (truth: Snapshot, { fields, parts }: Hidden): Snapshot => ({
  ...truth,
  values: Object.fromEntries(
    Object.entries(truth.values).filter(([name]) => !fields.includes(name))
  ) as JsonObject,
  unknown: fields,
  ...(truth.access === undefined
    ? {}
    : {
        access: {
          directory: truth.access.directory,
          own: hide(truth.access.own, "own", parts),
          client: hide(truth.access.client, "client", parts)
        }
      })
})

const directory: fc.Arbitrary<Directory> = fc
  .record({
    ids: fc.shuffledSubarray([...hostileIds, "x1", "x2", "x3", "x4"], { minLength: 6, maxLength: 6 }),
    own: fc.integer({ min: 0, max: 3 }),
    first: fc.integer({ min: 0, max: 2 }),
    clients: fc.constantFrom(0, 1, 2, 2, 2)
  })
  .map(({ clients, first, ids, own }) => {
    const entities = ids.map((id): Entity => ({ id, externalId: `ext ${id}` }))
    const client = (id: string, from: number, count: number): Client => ({
      id,
      externalId: `ext ${id}`,
      entities: entities.slice(from, from + count)
    })
    return {
      own: entities.slice(0, own),
      clients: [client("c1", own, Math.max(first, 1)), client("constructor", own + 2, 1)].slice(0, clients)
    }
  })

const access = (
  rules: AccessRules,
  samples: Samples,
  answers: AccessReading,
  implied: Role | null
): fc.Arbitrary<Access> =>
  directory.chain((drawn) =>
    fc
      .record({
        own: ownSide(rules, samples, answers, implied, drawn.own),
        client: clientSide(rules, samples, answers, implied, drawn.clients)
      })
      .map((sides) => ({ directory: drawn, ...sides }))
  )

const hideable = [
  "own default",
  "own entries",
  "client default",
  "client entries",
  "own roles",
  "client roles"
]

/** Leaves out what the reader could not see; left out means unknown. */
const hide = <A extends OwnSide | ClientSide>(side: A, name: string, hidden: ReadonlyArray<string>): A => {
  const { default: role, effective, entries, ...rest } = side
  const seen = hidden.includes(`${name} roles`) ? new Map() : effective
  return {
    ...rest,
    effective: seen,
    ...(hidden.includes(`${name} default`) ? {} : { default: role }),
    ...(hidden.includes(`${name} entries`) ? {} : { entries })
  } as A
}

/** Every role that an entry may have under this reading. */
const entryRoles = (rules: AccessRules, samples: Samples, answers: AccessReading) =>
  answers.noAccess === "none" ? [...samples.roles, rules.noAccess] : samples.roles

const optional = <A>(values: ReadonlyArray<A>, absent = 1): fc.Arbitrary<A | undefined> =>
  fc.oneof(
    { arbitrary: fc.constant(undefined), weight: absent },
    { arbitrary: fc.constantFrom(...values), weight: 1 }
  )

const history = fc.record({ reached: fc.boolean(), later: fc.boolean() })

const ownSide = (
  rules: AccessRules,
  samples: Samples,
  answers: AccessReading,
  implied: Role | null,
  entities: ReadonlyArray<Entity>
): fc.Arbitrary<OwnSide> =>
  fc
    .tuple(
      optional(samples.roles),
      fc.tuple(...entities.map(() => fc.tuple(optional(entryRoles(rules, samples, answers)), history)))
    )
    .map(([stored = null, drawn]) => ({
      default: stored,
      entries: new Map(
        entities.flatMap(({ id }, at) => {
          const role = drawn[at]?.[0]
          return role === undefined ? [] : [[id, role] as const]
        })
      ),
      effective: new Map(
        entities.map(({ id }, at) => [
          id,
          resolve(
            rules,
            { ...answers, reach: "all" },
            {
              explicit: drawn[at]?.[0],
              client: undefined,
              default: stored,
              reached: true,
              later: false,
              implied
            }
          ).role
        ])
      )
    }))

const clientEntry = (
  rules: AccessRules,
  samples: Samples,
  answers: AccessReading,
  client: Client
): fc.Arbitrary<ClientEntry | undefined> =>
  fc
    .record({
      named: fc.constantFrom(true, true, true, false),
      role: optional(samples.roles),
      entities: fc.tuple(...client.entities.map(() => optional(entryRoles(rules, samples, answers), 2)))
    })
    .map(({ entities, named, role }) => {
      const entry: ClientEntry = {
        role: role ?? null,
        entities: new Map(
          client.entities.flatMap(({ id }, at) => {
            const own = entities[at]
            return own === undefined ? [] : [[id, own] as const]
          })
        )
      }
      return named && (entry.role !== null || entry.entities.size > 0) ? entry : undefined
    })

const clientSide = (
  rules: AccessRules,
  samples: Samples,
  answers: AccessReading,
  implied: Role | null,
  clients: ReadonlyArray<Client>
): fc.Arbitrary<ClientSide> =>
  fc
    .tuple(
      optional(samples.roles),
      fc.tuple(...clients.map((client) => clientEntry(rules, samples, answers, client))),
      fc.tuple(...clients.map((client) => fc.tuple(...client.entities.map(() => history))))
    )
    .map(([stored = null, entries, histories]) => ({
      default: stored,
      entries: new Map(
        clients.flatMap(({ id }, at) => {
          const entry = entries[at]
          return entry === undefined ? [] : [[id, entry] as const]
        })
      ),
      effective: new Map(
        clients.flatMap((client, at) =>
          client.entities.map(({ id }, place) => {
            const entry = entries[at]
            const past = histories[at]?.[place] ?? { reached: true, later: false }
            return [
              id,
              resolve(rules, answers, {
                explicit: entry?.entities.get(id),
                client: entry === undefined ? undefined : { role: entry.role },
                default: stored,
                implied,
                ...past
              }).role
            ] as const
          })
        )
      )
    }))

/** Changes: some fields, and for a vendor with access some wishes about what a member has. */
const changesOf = (semantics: Semantics, samples: Samples): ((drawn: Snapshot) => fc.Arbitrary<Change>) => {
  const named = fc
    .tuple(
      ...fieldsOf(semantics, samples).map((field) =>
        fc.oneof(
          { arbitrary: fc.constant(undefined), weight: 3 },
          {
            arbitrary: fc.constant([field.name, null] as const),
            weight: field.command === undefined ? 1 : 0
          },
          { arbitrary: wishedValue(samples, field).map((value) => [field.name, value] as const), weight: 2 }
        )
      )
    )
    .map((entries) => entries.filter((entry) => entry !== undefined))
  const said = fc
    .tuple(
      named,
      fc.tuple(...(semantics.complexes ?? []).map(() => fc.constantFrom("parts", "parts", "whole", "null")))
    )
    .map(([entries, ways]) => together(semantics, entries, ways))
  const fields = fc.oneof(
    { arbitrary: said.map((merge): Change => ({ merge })), weight: 4 },
    { arbitrary: said.map((replace): Change => ({ replace })), weight: 1 }
  )
  return ({ access: held }) =>
    held === undefined
      ? fields
      : fc
          .tuple(fields, fc.option(accessChange(samples, held), { nil: undefined, freq: 4 }))
          .map(([wished, wanted]) => (wanted === undefined ? wished : { ...wished, access: wanted }))
}

/** Objects said part by part, as a whole or as null, and one name of those that say the same. */
export const together = (
  semantics: Semantics,
  entries: ReadonlyArray<readonly [string, Json]>,
  ways: ReadonlyArray<string>
): JsonObject => {
  const said = new Map(entries)
  for (const [at, { name }] of (semantics.complexes ?? []).entries()) {
    const way = ways[at]
    if (way === "parts") continue
    const parts = [...said].filter(([each]) => each.startsWith(`${name}.`))
    if (parts.length === 0) continue
    for (const [each] of parts) said.delete(each)
    const values = parts.flatMap(([each, value]) =>
      value === null ? [] : [[each.slice(name.length + 1), value] as const]
    )
    said.set(name, way === "null" ? null : Object.fromEntries(values))
  }
  for (const names of semantics.aliases ?? [])
    for (const name of names.filter((each) => said.has(each)).slice(1)) said.delete(name)
  return Object.fromEntries(said)
}

const targets = ({ directory: { clients, own } }: Access): ReadonlyArray<TargetName> => [
  ...own.flatMap(({ externalId, id }) => [
    { entity: id },
    ...(externalId === undefined ? [] : [{ entityExternalId: externalId }])
  ]),
  ...clients.flatMap((client) => [
    { client: client.id },
    ...client.entities.map(({ id }) => ({ client: client.id, entity: id }))
  ])
]

const defaultWish = (samples: Samples): fc.Arbitrary<DefaultWish> =>
  fc.oneof(
    fc.record({
      role: fc.constantFrom(...samples.roles),
      existing: fc.constantFrom("apply" as const, "future only" as const)
    }),
    fc.record({ role: fc.constant(null), existing: fc.constantFrom("keep" as const, "let go" as const) })
  )

const accessChange = (samples: Samples, held: Access): fc.Arbitrary<AccessChange> => {
  const named = targets(held)
  const role = fc.constantFrom(...samples.roles)
  const grants = (list: ReadonlyArray<TargetName>): fc.Arbitrary<ReadonlyArray<GrantWish>> =>
    list.length === 0
      ? fc.constant([])
      : fc
          .uniqueArray(fc.constantFrom(...list), { maxLength: 2 })
          .chain((chosen) =>
            fc.tuple(...chosen.map((target) => role.map((given) => ({ ...target, role: given }))))
          )
  const names =
    named.length === 0 ? fc.constant([]) : fc.uniqueArray(fc.constantFrom(...named), { maxLength: 1 })
  const wishes = fc
    .record({ grant: grants(named), revoke: names, unpin: names })
    .map(({ grant, revoke, unpin }) => ({
      ...(grant.length === 0 ? {} : { grant }),
      ...(revoke.length === 0 ? {} : { revoke }),
      ...(unpin.length === 0 ? {} : { unpin })
    }))
  const defaults = fc
    .record({ own: fc.option(defaultWish(samples)), client: fc.option(defaultWish(samples)) })
    .map(({ client, own }) => ({
      default: { ...(own === null ? {} : { own }), ...(client === null ? {} : { client }) }
    }))
  const side = (list: ReadonlyArray<TargetName>) =>
    fc
      .tuple(fc.option(role), grants(list))
      .map(([given, entries]) => ({ ...(given === null ? {} : { default: given }), entries }))
  const replace = fc
    .record({
      own: side(named.filter((target) => target.client === undefined)),
      client: side(named.filter((target) => target.client !== undefined))
    })
    .map((wanted) => ({ replace: wanted }))
  return fc.oneof(
    { arbitrary: wishes, weight: 5 },
    { arbitrary: defaults, weight: 3 },
    { arbitrary: fc.tuple(wishes, defaults).map(([some, others]) => ({ ...some, ...others })), weight: 1 },
    { arbitrary: replace, weight: 1 }
  )
}
