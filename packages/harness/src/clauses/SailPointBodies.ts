/**
 * S3 and S4: which fields a body has to have, and of which kind they are.
 */
import { clause, type ClauseCheck, isRefusal, same, that } from "../Clause.ts"
import { bodyOf, pathOf, required, type Tenant, tenant, william } from "./Tenant.ts"

const body = bodyOf(william)

const without = (name: string): object =>
  Object.fromEntries(Object.entries(body).filter(([each]) => each !== name))

const fields = clause(
  "S3",
  "Nine fields are required: seven strings, and two date-times that may have an offset.",
  (bench) => {
    const start = tenant(bench)
    for (const name of required) {
      start.refuses(`an update without ${name}`, 400, () => start.put(without(name)))
      for (const wrong of [null, 1, {}])
        start.refuses(`${name}: ${JSON.stringify(wrong)}`, 400, () => start.put({ ...body, [name]: wrong }))
    }
    for (const name of ["startDate", "endDate"] as const) {
      for (const wrong of ["tomorrow", "", "2020-13-01T00:00:00Z", "2020-02-30T00:00:00Z"])
        start.refuses(`${name}: ${wrong}`, 400, () => start.put({ ...body, [name]: wrong }))
      for (const date of [
        "2020-06-01T00:00:00-05:00",
        "2020-06-01T23:30:00.5+02:00",
        "2020-06-01T00:00:00Z"
      ]) {
        const firm = start.fork()
        firm.accepts(`${name}: ${date}`, () => firm.put({ ...body, [name]: date }))
        same(`${name} is the instant that was sent`, Date.parse(firm.read()[name]), Date.parse(date))
      }
    }
    formless(start)
    start.refuses("an owner's update without the end date", 400, () => start.put(without("endDate"), "owner"))
  }
)

/** A body that is no JSON, or no object. */
const formless = (start: Tenant): void => {
  for (const [text, type] of [
    ["", "application/json"],
    ["{", "application/json"],
    ["null", "application/json"],
    ["[]", "application/json"],
    ["firstName=Grace", "application/x-www-form-urlencoded"]
  ] as const) {
    const more = { body: text, headers: { "content-type": type } }
    that(`a body "${text}" is refused`, isRefusal(start.call("PUT", pathOf(william.id), undefined, more)))
    start.holds(`a body "${text}" changes nothing`, body)
  }
}

const numbered = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, key) => [`key${key}`, `value ${key}`]))

const attributes = clause("S4", "data is optional, holds strings, and at most 10 of them.", (bench) => {
  const start = tenant(bench)
  for (const as of [undefined, "owner"]) {
    const firm = start.fork()
    firm.accepts("an update without data", () => firm.put(without("data"), as))
  }
  for (const data of [numbered(1), numbered(10), { empty: "", constructor: "c", ["__proto__"]: "p" }]) {
    const firm = start.fork()
    firm.accepts(`${Object.keys(data).length} attributes`, () => firm.put({ ...body, data }))
    firm.holds("the attributes are stored", { ...body, data })
  }
  for (const count of [11, 12])
    start.refuses(`${count} attributes`, 400, () => start.put({ ...body, data: numbered(count) }))
  for (const wrong of [7, true, null, {}, ["7"]])
    start.refuses(`an attribute ${JSON.stringify(wrong)}`, 400, () =>
      start.put({ ...body, data: { ...body.data, badge: wrong } })
    )
  for (const wrong of ["7", 7, [], ["7"]])
    start.refuses(`data ${JSON.stringify(wrong)}`, 400, () => start.put({ ...body, data: wrong }))
})

export const bodyClauses: ReadonlyArray<ClauseCheck> = [fields, attributes]
