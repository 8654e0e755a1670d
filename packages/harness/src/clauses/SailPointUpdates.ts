/**
 * S1, S2, S5 and S7: who may update what, what a success answers with, and that an update replaces.
 */
import { clause, type ClauseCheck, parsed, same, that } from "../Clause.ts"
import { ada, bodyOf, pathOf, required, type Tenant, tenant, wished, william } from "./Tenant.ts"

const body = bodyOf(william)
const { endDate } = wished

/** Each field of the wish alone. */
const changes = Object.entries(wished).map(([name, value]) => ({ name, changed: { [name]: value } }))
/** A source that exists; where a record may not move, an updater is refused too. */
const moved = { name: "sourceId", changed: { sourceId: "interns" } }

const contexts = clause(
  "S1",
  "idn:nesr:update updates all available fields; the owner of the source updates the end date only.",
  (bench) => {
    const start = tenant(bench)
    for (const { changed, name } of [...changes, { name: "every field", changed: wished }]) {
      const firm = start.fork()
      firm.accepts(`an update of ${name}`, () => firm.put({ ...body, ...changed }))
      firm.holds(`after an update of ${name}`, { ...body, ...changed })
    }
    for (const { changed, name } of [...changes, moved]) {
      const firm = start.fork()
      firm.keepsAllButEndDate(`an owner's update of ${name}`, endDate, () =>
        firm.put({ ...body, ...changed, endDate }, "owner")
      )
    }
    const { data: _data, ...without } = body
    for (const ending of [body, without]) {
      const firm = start.fork()
      firm.accepts("an owner's update of the end date", () => firm.put({ ...ending, endDate }, "owner"))
      firm.holds("after an owner's update of the end date", { ...body, endDate })
    }
    start.refuses("an update by the owner of another source", 403, () =>
      start.call("PUT", pathOf(ada.id), "owner", { body: JSON.stringify({ ...bodyOf(ada), endDate }) })
    )
  }
)

const senders = clause(
  "S2",
  "The same body changes all fields when an admin sends it, and at most the end date when an owner does.",
  (bench) => {
    const [admin, owner] = [tenant(bench), tenant(bench)]
    admin.accepts("an admin's update of all fields", () => admin.put({ ...body, ...wished }))
    admin.holds("after an admin's update of all fields", { ...body, ...wished })
    owner.refuses("the same body from a reader", 403, () => owner.put({ ...body, ...wished }, "reader"))
    owner.keepsAllButEndDate("an owner's update of all fields", endDate, () =>
      owner.put({ ...body, ...wished }, "owner")
    )
    owner.accepts("an owner's update of the end date", () => owner.put({ ...body, endDate }, "owner"))
    owner.holds("after an owner's update of the end date", { ...body, endDate })
  }
)

const answers = clause(
  "S5",
  "200 answers the updated record: the body's fields with id, created and modified.",
  (bench) => {
    const firm = tenant(bench)
    const members = ["id", ...required, "data", "created", "modified"].toSorted()
    for (const [changed, as] of [
      [wished, undefined],
      [{ ...wished, endDate: "2023-01-01T00:00:00.000Z" }, "owner"],
      [body, undefined]
    ] as const) {
      const { modified: before } = firm.read()
      const response = firm.accepts("an update", () => firm.put({ ...body, ...changed }, as))
      const answer = parsed(response) as typeof william
      same("the answer has the members of a record", Object.keys(answer).toSorted(), members)
      same("the answer is the updated record", answer, firm.read())
      same("the answer says what was sent", bodyOf(answer), { ...body, ...changed })
      same("an update leaves id and created", [answer.id, answer.created], [william.id, william.created])
      that("modified is the time of the update", Date.parse(answer.modified) > Date.parse(before))
    }
  }
)

/** An empty string may count as missing or not; it is never what was there before. */
const empties = (start: Tenant): void => {
  for (const name of ["accountName", "firstName", "lastName", "email", "phone"]) {
    const firm = start.fork()
    const { status } = firm.put({ ...body, [name]: "" })
    that(`an empty ${name} is accepted or refused`, status === 200 || status === 400)
    firm.holds(`an empty ${name} is stored or refused`, status === 200 ? { ...body, [name]: "" } : body)
  }
}

const replaces = clause("S7", "A PUT replaces: the whole record is what the body says.", (bench) => {
  const start = tenant(bench)
  for (const data of [
    { floor: "3" },
    { badge: "8" },
    { desk: "A" },
    { desk: "B", floor: "3" },
    { badge: "7", desk: "A" }
  ]) {
    const firm = start.fork()
    firm.accepts("other attributes", () => firm.put({ ...body, data }))
    firm.holds("the attributes are those of the body", { ...body, data })
    firm.accepts("other attributes, again", () => firm.put({ ...body, data }))
    firm.holds("the attributes are still those of the body", { ...body, data })
    firm.accepts("the attributes of before", () => firm.put(body))
    firm.holds("the attributes are those of before", body)
  }
  empties(start)
  for (const part of [{ firstName: "Grace" }, { endDate }, { data: { floor: "3" } }, {}])
    start.refuses("a part of the record", 400, () => start.put(part))
})

export const updateClauses: ReadonlyArray<ClauseCheck> = [contexts, senders, answers, replaces]
