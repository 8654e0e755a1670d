/**
 * `npm run bench`: what a plan and a resolution cost, each beside a named peer in the same run: a JSON round trip
 * of the same data, a bare `Map` loop over the same entities. Ratios are medians over alternating rounds; the timings
 * decide nothing.
 */
import {
  Fingerprint,
  Plan,
  Roles,
  Semantics,
  type Access,
  type Resolution,
  type Snapshot
} from "@muster/core"
import { definition as digits } from "@muster/adapter-digits/Semantics"
import { measure } from "mitata"

const rounds = 7

/** Twenty fields of a merging vendor, four of them changed. */
const twenty = Array.from({ length: 20 }, (_, at) => `field_${at}`)
const merging: Semantics.Definition = {
  vendor: "acme",
  operation: "PATCH /member",
  writes: "merge",
  identifiers: ["id"],
  axes: [{ id: "null", answers: ["clears", "ignored", "refused"] }],
  fields: twenty.map((name) => ({
    name,
    type: { says: "a string", accepts: (value) => typeof value === "string" },
    cells: {
      absent: { clause: "A1", outcome: "kept" },
      null: { axis: "null", outcomes: { clears: "removed", ignored: "ignored", refused: "refused" } },
      same: { clause: "A1", outcome: "set" },
      other: { clause: "A1", outcome: "set" }
    }
  })),
  encode: (_, forms) => Object.fromEntries(forms.fields)
}

const record: Snapshot.Snapshot = {
  vendor: "acme",
  member: { id: "m-1" },
  values: Object.fromEntries(twenty.map((name, at) => [name, `the value of field number ${at}`])),
  unknown: [],
  rest: {}
}

const fourChanges = { merge: { field_1: "one", field_5: "five", field_9: "nine", field_13: "thirteen" } }

/** A binding with 2,000 entries on own entities and on those of 100 clients, two of them changed. */
const binding = (): Snapshot.Snapshot => {
  const own = Array.from({ length: 1000 }, (_, at) => ({ id: `books-${at}` }))
  const clients = Array.from({ length: 100 }, (_, at) => ({
    id: `client-${at}`,
    entities: Array.from({ length: 10 }, (_, place) => ({ id: `client-${at}-books-${place}` }))
  }))
  const roles = (entities: ReadonlyArray<{ readonly id: string }>) =>
    new Map(entities.map(({ id }) => [id, "Associate"] as const))
  return {
    vendor: "digits",
    member: { userId: "u-1" },
    values: { organizationRole: "Associate" },
    unknown: [],
    rest: {},
    access: {
      directory: { own, clients },
      own: { default: null, entries: roles(own), effective: roles(own) },
      client: {
        default: null,
        entries: new Map(clients.map(({ entities, id }) => [id, { role: null, entities: roles(entities) }])),
        effective: roles(clients.flatMap(({ entities }) => entities))
      }
    }
  }
}

const twoChanges = {
  access: {
    grant: [
      { entity: "books-7", role: "Account Manager" },
      { client: "client-7", entity: "client-7-books-7", role: "Account Manager" }
    ]
  }
}

/** The binding as the vendor's JSON: what a round trip would copy. */
const asJson = ({ access, member, values }: Snapshot.Snapshot) => ({
  ...member,
  ...values,
  entities: [...(access?.own.entries ?? [])].map(([entityId, role]) => ({ entityId, role })),
  clients: [...(access?.client.entries ?? [])].map(([clientId, entry]) => ({
    clientId,
    entities: [...entry.entities].map(([entityId, role]) => ({ entityId, role }))
  }))
})

const roundTrip = (value: unknown) => () => JSON.parse(JSON.stringify(value))

/** Half a hundred thousand own entities and as many of clients; a thousand entries and two defaults. */
const large = (): Access.Access => {
  const own = Array.from({ length: 50_000 }, (_, at) => ({ id: `own-${at}` }))
  const clients = Array.from({ length: 500 }, (_, at) => ({
    id: `client-${at}`,
    entities: Array.from({ length: 100 }, (_, place) => ({ id: `client-${at}-${place}` }))
  }))
  return {
    directory: { own, clients },
    own: {
      default: "Associate",
      entries: new Map(own.filter((_, at) => at % 100 === 0).map(({ id }) => [id, "Admin"])),
      effective: new Map()
    },
    client: {
      default: "Associate",
      entries: new Map(
        clients.map(({ entities, id }) => [
          id,
          { role: null, entities: new Map([[entities[0]?.id ?? "", "Admin"]]) }
        ])
      ),
      effective: new Map()
    }
  }
}

const reading: Resolution.AccessReading = {
  reach: "all",
  wrapper: "keeps",
  later: "future",
  omitted: "cleared",
  void: "cleared",
  implies: "no",
  noAccess: "refused"
}

const median = (values: ReadonlyArray<number>): number =>
  [...values].sort((left, right) => left - right)[values.length >> 1] ?? 0

/** Alternates the two, so that a machine that drifts drifts for both. */
const compare = async (name: string, run: () => unknown, peerName: string, peer: () => unknown) => {
  const times: Array<number> = []
  const ratios: Array<number> = []
  for (let round = 0; round < rounds; round++) {
    const mine = await measure(run, { min_cpu_time: 1e8 })
    const theirs = await measure(peer, { min_cpu_time: 1e8 })
    times.push(mine.p50)
    ratios.push(mine.p50 / theirs.p50)
  }
  const micro = (median(times) / 1000).toFixed(1)
  const range = `${Math.min(...ratios).toFixed(2)}..${Math.max(...ratios).toFixed(2)}`
  console.log(`${name}: ${micro} µs, ${median(ratios).toFixed(2)} of ${peerName} (${range})`)
}

/** As it comes from a vendor: strings that were parsed, not put together. */
const parsed: Snapshot.Snapshot = JSON.parse(JSON.stringify(record))
const acme = Semantics.make(merging)
const books = Semantics.make(digits)
const held = binding()
const directory = large()
const ids = [
  ...directory.directory.own.map(({ id }) => id),
  ...directory.directory.clients.flatMap(({ entities }) => entities.map(({ id }) => id))
]
const flat = new Map(ids.map((id) => [id, "Associate"]))

await compare(
  "plan, 20 fields, 4 changed, with fingerprint",
  () => Plan.make(acme, parsed, fourChanges),
  "a JSON round trip",
  roundTrip(parsed.values)
)
await compare(
  "plan, 20 fields, nothing changed",
  () => Plan.make(acme, parsed, { merge: { field_1: parsed.values["field_1"] ?? null } }),
  "a JSON round trip",
  roundTrip(parsed.values)
)
await compare(
  "plan, 2,000 entries, 2 changed, with fingerprint",
  () => Plan.make(books, held, twoChanges),
  "a JSON round trip",
  roundTrip(asJson(held))
)
await compare(
  "fingerprint, 2,000 entries",
  () => Fingerprint.of(books, held),
  "a JSON round trip",
  roundTrip(asJson(held))
)
const rules = books.access
if (rules !== undefined) {
  const roles = Roles.of(rules, reading, directory, null)
  await compare(
    "resolution of 100,000 entities",
    () => {
      let count = 0
      for (const { id } of directory.directory.own) if (roles.own(id)?.role !== null) count += 1
      for (const { entities } of directory.directory.clients)
        for (const { id } of entities) if (roles.client(id)?.role !== null) count += 1
      return count
    },
    "a bare Map loop",
    () => {
      let count = 0
      for (const id of ids) if (flat.get(id) !== null) count += 1
      return count
    }
  )
}
