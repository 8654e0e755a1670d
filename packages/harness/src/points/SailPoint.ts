/**
 * What SailPoint's pages leave open, and what they say beside the update: the twin does what its reading says. No
 * vendor can be held to this; it keeps a twin from answering otherwise than whoever chose the reading believes.
 */
import { clause, type ClauseCheck, same } from "../Clause.ts"
import {
  ada,
  bodyOf,
  listPath,
  pathOf,
  required,
  seed,
  Tenant,
  tenant,
  token,
  william
} from "../clauses/Tenant.ts"
import { aroundPoints } from "./SailPointAround.ts"
import { patchPoints } from "./SailPointPatches.ts"
import { counts, refuses, send } from "./SailPointSteps.ts"

const whole = bodyOf(william)
const without = (name: string): object =>
  Object.fromEntries(Object.entries(whole).filter(([each]) => each !== name))

const data = clause("S-2", "Attributes are cleared, kept or refused as the reading says.", (bench) => {
  const at = tenant(bench)
  const { reading } = bench
  const among = (answer: string | undefined) =>
    answer === "refused" ? 400 : answer === "kept" ? {} : { data: {} }
  counts(at, "no data", without("data"), among(reading["S-2"]))
  counts(at, "data of null", { ...whole, data: null }, among(reading["S-2-null"]))
  counts(at, "data of nothing", { ...whole, data: {} }, among(reading["S-2-empty"]))
  counts(at, "other data", { ...whole, data: { x: "y" } }, { data: { x: "y" } })
  for (const wrong of [5, [], "x", { x: 1 }, { x: null }])
    counts(at, `data of ${JSON.stringify(wrong)}`, { ...whole, data: wrong }, 400)
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, "x"]))
  counts(at, "ten attributes", { ...whole, data: many(10) }, { data: many(10) })
  counts(at, "eleven attributes", { ...whole, data: many(11) }, 400)
  const schema = tenant(bench, {
    sources: [{ id: "vendors", attributes: ["badge", "desk"], required: ["badge"] }, { id: "interns" }]
  })
  const known = { badge: "9" }
  counts(schema, "known attributes", { ...whole, data: known }, { data: known })
  const unknown = reading["S-3-unknown"]
  const strange = { ...whole, data: { ...known, x: "y" } }
  const after = { data: unknown === "stored" ? strange.data : known }
  counts(schema, "a strange attribute", strange, unknown === "refused" ? 400 : after, token, /data\.x is/)
  counts(
    schema,
    "a required attribute missing",
    { ...whole, data: { desk: "B" } },
    400,
    token,
    /^data\.badge is required;$/
  )
  const two = tenant(bench, { sources: [{ id: "vendors", required: ["badge", "desk"] }, { id: "interns" }] })
  counts(
    two,
    "two attributes missing",
    { ...whole, data: { x: "y" } },
    400,
    token,
    /^data\.badge is required; data\.desk is required;$/
  )
  two.running.happen({ type: "attribute-added", sourceId: "vendors", name: "floor", required: true })
  counts(two, "a new attribute missing", whole, 400, token, /floor/)
  schema.running.happen({ type: "attribute-added", sourceId: "vendors", name: "x", required: false })
  counts(schema, "an attribute that has come", strange, { data: strange.data })
})

const fields = clause("S-9", "Fields, sources and members are what the reading says.", (bench) => {
  const at = tenant(bench)
  const { reading } = bench
  for (const name of required) {
    counts(at, `no ${name}`, without(name), 400, token, new RegExp(`^${name} is required;$`))
    counts(
      at,
      `${name} of null`,
      { ...whole, [name]: null },
      400,
      token,
      new RegExp(`^${name} is required;$`)
    )
    counts(at, `${name} of 5`, { ...whole, [name]: 5 }, 400, token, new RegExp(`^${name} is invalid;$`))
    const isText = ["accountName", "firstName", "lastName", "email", "phone"].includes(name)
    counts(
      at,
      `an empty ${name}`,
      { ...whole, [name]: "" },
      isText && reading["S-9"] === "stored" ? { [name]: "" } : 400
    )
  }
  counts(at, "nothing", {}, 400, token, new RegExp(required.map((name) => `${name} is required;`).join(" ")))
  for (const name of ["stranger", "id", "created"])
    counts(
      at,
      name,
      { ...whole, [name]: "x" },
      reading["S-10"] === "ignored" ? {} : 400,
      token,
      /is not known;$/
    )
  counts(
    at,
    "another source",
    { ...whole, sourceId: "interns" },
    reading["S-6"] === "refused" ? 400 : { sourceId: "interns" }
  )
  counts(at, "no source", { ...whole, sourceId: "nothing" }, 400)
  counts(at, "no manager", { ...whole, manager: "nobody" }, 400)
  counts(at, "another manager", { ...whole, manager: "john.doe" }, { manager: "john.doe" })
  const { identities: _identities, ...open } = seed()
  counts(
    new Tenant(bench.start(open)),
    "any manager",
    { ...whole, manager: "anybody" },
    { manager: "anybody" }
  )
  counts(
    at,
    "somebody else's accountName",
    { ...whole, accountName: ada.accountName },
    400,
    token,
    /^Unable to update .*"ada" is/
  )
  for (const text of ["null", "[]", "5", '"x"', "{"])
    refuses(at, `a body of ${text}`, 400, () => send(at, "PUT", pathOf(william.id), text))
})

const late = "2030-01-01T00:00:00.000Z"

/** Each as sent and in UTC. */
const moments = [
  ["2030-01-01T02:00:00+02:00", late],
  ["2030-01-01T00:00:00Z", late],
  ["2029-12-31T22:30:00.123456-01:30", "2030-01-01T00:00:00.123456Z"],
  ["2032-02-29T23:59:59.5Z", "2032-02-29T23:59:59.500Z"],
  ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"]
] as const

const noMoments = [
  "2030-01-01",
  "2030-02-30T00:00:00Z",
  "2030-13-01T00:00:00Z",
  "2030-00-01T00:00:00Z",
  "2030-01-00T00:00:00Z",
  "2030-01-01T24:00:00Z",
  "2030-01-01T00:60:00Z",
  "2030-01-01T00:00:60Z",
  "2030-01-01T00:00:00",
  "2030-01-01T00:00:00.Z",
  "x2030-01-01T00:00:00Z",
  "2030-01-01T00:00:00Zx",
  "2030-01-01 00:00:00Z",
  "9999-12-31T23:59:59.999-01:00"
]

const dates = clause("S-4", "Dates are moments, spelled and ordered as the reading says.", (bench) => {
  const at = tenant(bench)
  const { "S-4": backwards, "S-dates": spelling } = bench.reading
  const early = "2019-01-01T00:00:00.000Z"
  counts(
    at,
    "an end before the start",
    { ...whole, endDate: early },
    backwards === "refused" ? 400 : { endDate: early }
  )
  counts(at, "an end at the start", { ...whole, endDate: whole.startDate }, { endDate: whole.startDate })
  for (const [sent, utc] of moments)
    counts(at, sent, { ...whole, endDate: sent }, { endDate: spelling === "utc" ? utc : sent })
  for (const endDate of noMoments) counts(at, endDate, { ...whole, endDate }, 400)
})

const owning = {
  tokens: [
    { token, user: true, role: "updater" },
    { token: "owner", user: true, role: "owner" },
    { token: "other", user: true, role: "owner", owns: ["interns"] },
    { token: "reader", user: true, role: "reader" }
  ]
}

const foreignParts: ReadonlyArray<object> = [
  ...["accountName", "firstName", "lastName", "email", "phone", "manager", "sourceId"].map((name) => ({
    [name]: "x"
  })),
  { startDate: "2020-03-24T05:00:01.000Z" },
  ...[
    { badge: "7" },
    { badge: "7", desk: "B" },
    { badge: "7", desk: "A", x: "y" },
    { badge: "7", x: "A" }
  ].map((each) => ({ data: each }))
]

const owners = clause(
  "S-1",
  "An owner updates the end date of his sources' records, as the reading says.",
  (bench) => {
    const at = tenant(bench, owning)
    const { reading } = bench
    const endDate = "2024-01-01T00:00:00.000Z"
    counts(at, "the end date", { ...whole, endDate }, { endDate }, "owner")
    for (const more of foreignParts)
      counts(
        at,
        JSON.stringify(more),
        { ...whole, endDate, ...more },
        reading["S-1"] === "refused" ? 403 : { endDate },
        "owner"
      )
    counts(
      at,
      "the start in other words",
      { ...whole, endDate, startDate: "2020-03-24T06:00:00+01:00" },
      { endDate },
      "owner"
    )
    const alone = reading["S-3-owner"] === "optional" ? { endDate } : 400
    counts(at, "the end date alone", { endDate }, alone, "owner")
    if (alone !== 400) counts(at, "no end date", { firstName: william.firstName }, 400, "owner", /endDate/)
    const early = "2019-01-01T00:00:00.000Z"
    counts(
      at,
      "an end before the start",
      { ...whole, endDate: early },
      reading["S-4"] === "refused" ? 400 : { endDate: early },
      "owner"
    )
    for (const as of ["other", "reader"]) counts(at, `an update by ${as}`, { ...whole, endDate }, 403, as)
    for (const as of ["owner", "other", "reader"]) {
      refuses(at, `a creation by ${as}`, 403, () =>
        send(at, "POST", listPath, { ...whole, accountName: "new" }, as)
      )
      refuses(at, `a deletion by ${as}`, 403, () => at.call("DELETE", pathOf(william.id), as))
    }
    refuses(at, "a look of another owner", 403, () => at.call("GET", pathOf(william.id), "other"))
    same("his own", at.call("GET", pathOf(ada.id), "other").status, 200)
    same("an owner of all", at.call("GET", pathOf(ada.id), "owner").status, 200)
  }
)

export const sailPointPoints: ReadonlyArray<ClauseCheck> = [
  data,
  fields,
  dates,
  owners,
  ...patchPoints,
  ...aroundPoints
]
