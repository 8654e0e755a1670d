/** What SailPoint says beside the update: ids, other calls, pages, creation; and what a tenant cannot start from. */
import { clause, type ClauseCheck, parsed, same, that } from "../Clause.ts"
import {
  ada,
  bob,
  bodyOf,
  listPath,
  nobody,
  pathOf,
  type Tenant,
  tenant,
  token,
  william
} from "../clauses/Tenant.ts"
import { read, refuses, send } from "./SailPointSteps.ts"
import { throws } from "./Seeds.ts"

const whole = bodyOf(william)

const noIds = [
  "x",
  `x${nobody}`,
  `${nobody}x`,
  "x2c918085-842e-69ae-0184-32d22ccb2120",
  "2c918085-842e-69ae-0184-32d22ccb2120x"
]

const ids = clause("S-8", "Ids that nobody has, or can have, are answered as the reading says.", (bench) => {
  const at = tenant(bench)
  const { "S-8": form, "S-12": read_, "S-12-delete": deletion } = bench.reading
  const malformed = form === "status-400" ? 400 : 404
  const unknown = read_ === "status-400" ? 400 : 404
  for (const id of noIds) {
    refuses(at, `a look at ${id}`, malformed, () => at.call("GET", pathOf(id)))
    refuses(at, `an update of ${id}`, malformed, () => send(at, "PUT", pathOf(id), whole))
    if (malformed === 400) refuses(at, `a deletion of ${id}`, 400, () => at.call("DELETE", pathOf(id)))
  }
  for (const id of [nobody, "2C918085-842e-69ae-0184-32d22ccb2129"]) {
    refuses(at, "a look at nobody", unknown, () => at.call("GET", pathOf(id)))
    refuses(at, "an update of nobody", 404, () => send(at, "PUT", pathOf(id), whole))
    if (deletion === "status-404")
      refuses(at, "a deletion of nobody", 404, () => at.call("DELETE", pathOf(id)))
    else same("a deletion of nobody", at.call("DELETE", pathOf(id)), { status: 204, headers: {}, body: "" })
  }
  const fork = at.fork()
  same("a deletion", fork.call("DELETE", pathOf(ada.id)), { status: 204, headers: {}, body: "" })
  same("it is gone", fork.call("GET", pathOf(ada.id)).status, unknown)
  for (const [method, path, allow] of [
    ["PUT", listPath, "GET, POST"],
    ["POST", pathOf(ada.id), "GET, PUT, PATCH, DELETE"]
  ] as const) {
    refuses(at, `${method} ${path}`, 405, () => at.call(method, path))
    same(`${method} ${path}`, at.call(method, path).headers["allow"], allow)
  }
})

const wrongLists: ReadonlyArray<Readonly<Record<string, string>>> = [
  ...["251", "x", "1x", "x1", "-1"].map((limit) => ({ limit })),
  ...["x", "-1"].map((offset) => ({ offset })),
  ...["x", ""].map((count) => ({ count })),
  ...["x", 'x sourceId eq "interns"', 'sourceId eq "interns" x', 'id eq "x"'].map((filters) => ({ filters })),
  ...["x", "", "id,", "accountName,x", "--accountName"].map((sorters) => ({ sorters }))
]

const pages = clause("S12", "A list is filtered, sorted and paged.", (bench) => {
  const at = tenant(bench)
  const list = (query: Readonly<Record<string, string>>) =>
    at.call("GET", listPath, token, { query: new Map(Object.entries(query)) })
  const names = (query: Readonly<Record<string, string>>) =>
    (parsed(list(query)) as ReadonlyArray<{ readonly accountName: string }>).map((each) => each.accountName)
  for (const query of wrongLists)
    refuses(at, `the list by ${JSON.stringify(query)}`, 400, () => list(query), /\w+ is invalid;/)
  same("filters", names({ filters: '  sourceId eq "interns" ' }), ["ada"])
  same("another filter", names({ filters: 'sourceId eq "vendors"' }), ["william", "bob"])
  same("a page", names({ limit: "1", offset: "1" }), ["ada"])
  same("the whole", names({ limit: "250", offset: "0", count: "false" }), ["william", "ada", "bob"])
  same(
    "a count",
    [list({ count: "true" }).headers["x-total-count"], list({}).headers["x-total-count"]],
    ["3", undefined]
  )
  same("up", names({ sorters: "accountName" }), ["ada", "bob", "william"])
  same("down", names({ sorters: "-accountName" }), ["william", "bob", "ada"])
  same("one after the other", names({ sorters: "lastName, -accountName" }), ["bob", "william", "ada"])
})

const creation = clause("S-11", "A new record has what was sent.", (bench) => {
  const start = tenant(bench)
  const create = (at: Tenant, body: object) => send(at, "POST", listPath, body)
  refuses(
    start,
    "a creation with an accountName in use",
    400,
    () => create(start, whole),
    /^Unable to create/
  )
  refuses(start, "a creation of nothing", 400, () => create(start, {}))
  refuses(start, "a creation in no source", 400, () =>
    create(start, { ...whole, accountName: "new", sourceId: "x" })
  )
  const at = start.fork()
  const made = ["one", "two"].map((accountName) => {
    const response = create(at, { ...whole, accountName })
    const { created, id, modified, ...rest } = parsed(response) as typeof william
    same("a creation", [response.status, rest], [200, { ...whole, accountName }])
    same("it is as old as its change", created, modified)
    that("its time is that of now", Date.parse(created) > Date.parse(william.modified))
    return id
  })
  same("ids differ", new Set(made).size, 2)
  const { data: _data, ...bare } = whole
  same(
    "a creation without attributes",
    (parsed(create(start.fork(), { ...bare, accountName: "new" })) as typeof william).data,
    {}
  )
})

const fine = (more: object) => ({ ...ada, accountName: "new", id: nobody, ...more })

const wrongStarts: ReadonlyArray<object> = [
  { sources: [{ id: "vendors" }, { id: "vendors" }] },
  { sources: [{ id: "vendors" }] },
  { sources: [{ id: "vendors", attributes: ["a"], required: ["b"] }, { id: "interns" }] },
  ...[
    { id: ada.id },
    { accountName: ada.accountName },
    { id: "x" },
    { sourceId: "x" },
    { created: "x" },
    { modified: "x" },
    { endDate: "x" },
    { data: { x: 1 } },
    { phone: undefined }
  ].map((each) => ({ records: [ada, fine(each)] }))
]

const beginnings = clause("S-13", "What makes no sense neither is at the start nor happens.", (bench) => {
  const at = tenant(bench)
  for (const more of wrongStarts)
    that(
      `${JSON.stringify(more).slice(0, 90)} is no start`,
      throws(() => tenant(bench, more))
    )
  const strict = { sources: [{ id: "vendors", attributes: [] }, { id: "interns" }] }
  const isRefused = bench.reading["S-3-unknown"] !== "stored"
  same(
    "a record has only what its source knows",
    throws(() => tenant(bench, strict)),
    isRefused
  )
  const { created: _created, modified: _modified, ...timeless } = ada
  const old = read(tenant(bench, { records: [timeless] }), ada.id)
  const first = "2020-01-01T00:00:00.000Z"
  same("a record without a time has one", [old["created"], old["modified"]], [first, first])
  const half = read(tenant(bench, { records: [{ ...timeless, created: ada.created }] }), ada.id)
  same("it was changed when it was made", half["modified"], ada.created)
  for (const event of [
    { type: "member-written", id: nobody, record: whole },
    { type: "member-written", id: william.id, record: {} },
    { type: "member-added", record: { ...ada, accountName: "new" } },
    { type: "member-added", record: fine({ accountName: bob.accountName }) },
    { type: "member-removed", id: nobody },
    { type: "attribute-added", sourceId: "x", name: "x", required: true }
  ])
    that(
      `${JSON.stringify(event).slice(0, 90)} cannot happen`,
      throws(() => at.running.happen(event))
    )
  happenings(at)
})

const happenings = (at: Tenant): void => {
  at.running.happen({ type: "member-added", record: fine({ modified: "2031-01-01T00:00:00.000Z" }) })
  same("somebody else added one", read(at, nobody)["accountName"], "new")
  at.running.happen({ type: "member-removed", id: nobody })
  that("somebody else removed it", at.call("GET", pathOf(nobody)).status >= 400)
  at.running.happen({ type: "member-written", id: william.id, record: { ...whole, phone: "9" } })
  const { modified, phone } = read(at)
  same("somebody else changed him, and time goes on", [phone, modified], ["9", "2031-01-01T00:00:01.000Z"])
}

export const aroundPoints: ReadonlyArray<ClauseCheck> = [ids, pages, creation, beginnings]
