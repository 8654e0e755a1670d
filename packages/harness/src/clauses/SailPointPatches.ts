/**
 * S6: the same update as a JSON Patch.
 */
import { clause, type ClauseCheck, parsed, same } from "../Clause.ts"
import { type Body, bodyOf, nobody, pathOf, type Tenant, tenant, wished, william } from "./Tenant.ts"

const body = bodyOf(william)
const { data } = body
const { endDate } = wished
const ends = { op: "replace", path: "/endDate", value: endDate }

/** A patch, and what it changes. */
interface Applied {
  readonly operations: ReadonlyArray<object>
  readonly changed: Partial<Body>
}

/** What each operation does, alone and one after another. */
const applied: ReadonlyArray<Applied> = [
  { operations: [], changed: {} },
  { operations: [ends], changed: { endDate } },
  { operations: [{ op: "add", path: "/phone", value: "1" }], changed: { phone: "1" } },
  {
    operations: [{ op: "add", path: "/data/floor", value: "3" }],
    changed: { data: { ...data, floor: "3" } }
  },
  { operations: [{ op: "add", path: "/data/desk", value: "B" }], changed: { data: { ...data, desk: "B" } } },
  {
    operations: [{ op: "replace", path: "/data", value: { floor: "3" } }],
    changed: { data: { floor: "3" } }
  },
  {
    operations: [{ op: "replace", path: "/data/desk", value: "B" }],
    changed: { data: { ...data, desk: "B" } }
  },
  {
    operations: [{ op: "add", path: "/data/__proto__", value: "p" }],
    changed: { data: { ...data, ["__proto__"]: "p" } }
  },
  { operations: [{ op: "replace", path: "/data", value: {} }], changed: { data: {} } },
  { operations: [{ op: "remove", path: "/data/badge" }], changed: { data: { desk: "A" } } },
  {
    operations: [{ op: "move", from: "/data/badge", path: "/data/floor" }],
    changed: { data: { desk: "A", floor: "7" } }
  },
  {
    operations: [{ op: "copy", from: "/data/badge", path: "/data/floor" }],
    changed: { data: { ...data, floor: "7" } }
  },
  { operations: [{ op: "test", path: "/data/badge", value: "7" }, ends], changed: { endDate } },
  {
    operations: [
      { op: "copy", from: "/firstName", path: "/data/floor" },
      { op: "replace", path: "/firstName", value: "Grace" },
      { op: "move", from: "/data/floor", path: "/lastName" }
    ],
    changed: { firstName: "Grace", lastName: body.firstName }
  },
  ...Object.entries(wished).map(([name, value]) => ({
    operations: [{ op: "replace", path: `/${name}`, value }],
    changed: { [name]: value }
  }))
]

/** Patches of which nothing may come about. */
const refused: ReadonlyArray<readonly [what: string, operations: unknown]> = [
  ["a test that fails", [ends, { op: "test", path: "/data/badge", value: "8" }]],
  ["removing what is not there", [ends, { op: "remove", path: "/data/floor" }]],
  ["replacing what is not there", [ends, { op: "replace", path: "/data/floor", value: "3" }]],
  ["moving what is not there", [ends, { op: "move", from: "/data/floor", path: "/data/desk" }]],
  ["copying what is not there", [ends, { op: "copy", from: "/data/floor", path: "/data/desk" }]],
  ...["id", "created", "modified"].map(
    (name) => [`another ${name}`, [ends, { op: "replace", path: `/${name}`, value: nobody }]] as const
  ),
  ["a required field removed", [ends, { op: "remove", path: "/phone" }]],
  ["a value of a wrong type", [ends, { op: "replace", path: "/phone", value: 1 }]],
  ["an operation without its path", [ends, { op: "remove" }]],
  ["an operation without its value", [ends, { op: "replace", path: "/phone" }]],
  ["an operation that does not exist", [ends, { op: "erase", path: "/phone" }]],
  ["a part of the record", { endDate }],
  ["an operation that is null", [ends, null]]
]

/** The two contexts of an update, and what comes before them. */
const callers = (start: Tenant): void => {
  for (const { changed, operations } of applied) {
    const firm = start.fork()
    firm.keepsAllButEndDate("an owner's patch", changed.endDate ?? body.endDate, () =>
      firm.patch(operations, "owner")
    )
  }
  const firm = start.fork()
  firm.accepts("an owner's patch of the end date", () => firm.patch([ends], "owner"))
  firm.holds("after an owner's patch of the end date", { ...body, endDate })
  start.refuses("a reader's patch", 403, () => start.patch([ends], "reader"))
  start.refuses("a patch of an unknown record", 404, () =>
    start.call("PATCH", pathOf(nobody), undefined, {
      headers: { "content-type": "application/json-patch+json" },
      body: JSON.stringify([ends])
    })
  )
}

const patches = clause(
  "S6",
  "A JSON Patch (RFC 6902) updates the record too, as a whole or not at all, under the same two contexts.",
  (bench) => {
    const start = tenant(bench)
    for (const { changed, operations } of applied) {
      const firm = start.fork()
      const what = `a patch ${JSON.stringify(operations)}`
      const response = firm.accepts(what, () => firm.patch(operations))
      same(`${what} answers the record`, parsed(response), firm.read())
      firm.holds(what, { ...body, ...changed })
    }
    for (const [what, operations] of refused) start.refuses(what, 400, () => start.patch(operations))
    for (const type of ["application/json", "text/plain"])
      start.refuses(`a patch that is called ${type}`, 400, () => start.patch([ends], undefined, type))
    callers(start)
  }
)

export const patchClauses: ReadonlyArray<ClauseCheck> = [patches]
