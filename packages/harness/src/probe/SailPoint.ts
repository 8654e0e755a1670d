/**
 * The open points of SailPoint. Every question puts the record back as it was, by a patch: a patch says exactly what
 * it says (S6), whatever an update does with an empty `data`.
 */
import type { Reading } from "@muster/core"
import type { Response } from "@muster/twin-kit"
import { json, type Question, type Site, type Told, Untold } from "./Question.ts"

type Entity = Readonly<Record<string, unknown>>
type Asking = Question["ask"]

const listPath = "/v3/non-employee-records"
const pathOf = (id: string): string => `${listPath}/${id}`

const texts = ["accountName", "firstName", "lastName", "email", "phone", "manager", "sourceId"]
const names = [...texts, "data", "startDate", "endDate"]

/** What the last answer said of the record; every update answers it (S5), so it has to be read only once. */
const records = new WeakMap<Site, Entity>()

const heard = (site: Site, answer: Response): boolean => {
  if (answer.status === 200) records.set(site, { ...(json(answer) as object | undefined) })
  return answer.status === 200
}

/** What the record says now. */
const show = (site: Site): Entity => {
  if (!records.has(site)) heard(site, site.ask({ method: "GET", path: pathOf(site.id) }))
  return records.get(site) ?? {}
}

/** Whether an update is accepted, and from whom. */
const put = (site: Site, body: Entity, token?: string): boolean =>
  heard(
    site,
    site.ask({
      method: "PUT",
      path: pathOf(site.id),
      body: JSON.stringify(body),
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` }
    })
  )

const patch = (site: Site, changes: Entity): boolean =>
  heard(
    site,
    site.ask({
      method: "PATCH",
      path: pathOf(site.id),
      body: JSON.stringify(
        Object.entries(changes).map(([name, value]) => ({ op: "add", path: `/${name}`, value }))
      ),
      headers: { "content-type": "application/json-patch+json" }
    })
  )

const putBack = (site: Site, before: Entity): void => {
  const now = show(site)
  const changed = names.filter((name) => JSON.stringify(now[name]) !== JSON.stringify(before[name]))
  if (changed.length > 0) patch(site, Object.fromEntries(changed.map((name) => [name, before[name] ?? {}])))
}

/** The record as an update has to send it (S3). */
const bodyOf = (record: Entity): Entity => Object.fromEntries(names.map((name) => [name, record[name]]))

const dataOf = ({ data }: Entity): Entity => ({ ...(data as object | undefined) })
const isVoid = (record: Entity): boolean => Object.keys(dataOf(record)).length === 0

/** The record with a change: refused, or else what it says then. */
const whether =
  (change: (before: Entity) => Entity, otherwise: (after: Entity) => string) =>
  (site: Site): string => {
    const before = show(site)
    const isAccepted = put(site, { ...bodyOf(before), ...change(before) })
    const after = show(site)
    putBack(site, before)
    return isAccepted ? otherwise(after) : "refused"
  }

const unsteady = new Untold("it takes a record that an update may leave as it is")

/** A refusal says something only where the record alone is no reason for one. */
const steady =
  (ask: Asking): Asking =>
  (site, known) =>
    known["S-dates"] === undefined ? unsteady : ask(site, known)

/** A name that no source's schema has. */
const stranger = ({ serial }: Site): string => `muster${serial}`

/** What others in the list are like. */
const list = ({ ask }: Site): ReadonlyArray<Entity> => {
  const found = json(ask({ method: "GET", path: listPath }))
  return Array.isArray(found) ? (found as ReadonlyArray<Entity>) : []
}

/** The same attributes as somebody has, without anybody's values. */
const likeOf = (record: Entity): Entity =>
  Object.fromEntries(Object.keys(dataOf(record)).map((name) => [name, "Muster"]))

/** Attributes for a record without any: a stranger where one is stored, or those of another in its source. */
const attributes = (site: Site, known: Reading.Reading): Entity | undefined => {
  if (known["S-3-unknown"] === "stored") return { [stranger(site)]: "Muster" }
  const { sourceId } = show(site)
  const other = list(site).find((each) => each["sourceId"] === sourceId && !isVoid(each))
  return other === undefined ? undefined : likeOf(other)
}

/** What a `data` says that holds nothing. */
const emptied =
  (data: Entity | null | undefined): Asking =>
  (site, known) => {
    const before = show(site)
    if (isVoid(before)) {
      const given = attributes(site, known)
      if (given === undefined || !patch(site, { data: given }))
        return new Untold("it takes a record with an attribute in data")
    }
    const isAccepted = put(site, { ...bodyOf(before), data })
    const told = isAccepted ? (isVoid(show(site)) ? "cleared" : "kept") : refusal(site, data)
    putBack(site, before)
    return told
  }

/** A source may require an attribute; then nothing can be said of a `data` that would take it away. */
const refusal = (site: Site, data: unknown): Told =>
  data === null && patch(site, { data: {} })
    ? "refused"
    : new Untold("it takes a source that requires no attribute")

const ofData: ReadonlyArray<Question> = [
  {
    axis: "S-3-unknown",
    ask: (site) => {
      if (Object.keys(dataOf(show(site))).length >= 10)
        return new Untold("it takes a record with fewer than ten attributes")
      return whether(
        (before) => ({ data: { ...dataOf(before), [stranger(site)]: "Muster" } }),
        (after) => (Object.hasOwn(dataOf(after), stranger(site)) ? "stored" : "ignored")
      )(site)
    }
  },
  { axis: "S-2", after: ["S-3-unknown"], ask: emptied(undefined) },
  { axis: "S-2-null", after: ["S-3-unknown"], ask: emptied(null) },
  { axis: "S-2-empty", after: ["S-3-unknown"], ask: emptied({}) }
]

const ofFields: ReadonlyArray<Question> = [
  // The end date stays: when it comes, people lose what they may use.
  {
    axis: "S-4",
    ask: whether(
      () => ({ startDate: "9000-01-01T00:00:00Z" }),
      () => "accepted"
    )
  },
  {
    axis: "S-6",
    ask: (site) => {
      const here = show(site)
      // Another's attributes fit its source; where there are none, ours must not stay in their place (S-2-empty).
      const other = list(site).find(
        (each) => each["sourceId"] !== here["sourceId"] && (isVoid(here) || !isVoid(each))
      )
      if (other === undefined) return new Untold("it takes a record with attributes in another source")
      const { sourceId } = other
      return whether(
        () => ({ sourceId, data: likeOf(other) }),
        () => "accepted"
      )(site)
    }
  },
  {
    axis: "S-9",
    ask: whether(
      () => ({ firstName: "" }),
      () => "stored"
    )
  },
  {
    axis: "S-10",
    ask: whether(
      (before) => ({ ...before, muster: "Muster" }),
      () => "ignored"
    )
  }
]

const noOwner = new Untold("it takes a credential: the token of the owner of the record's source")

const ofOwner: ReadonlyArray<Question> = [
  {
    axis: "S-1",
    ask: (site) => {
      const { owner } = site.others
      if (owner === undefined) return noOwner
      const before = show(site)
      const firstName = `${String(before["firstName"])} Muster`
      if (!put(site, { ...bodyOf(before), firstName }, owner))
        return put(site, bodyOf(before), owner) ? "refused" : noOwner
      const isWritten = show(site)["firstName"] === firstName
      putBack(site, before)
      return isWritten ? noOwner : "ignored"
    }
  },
  {
    axis: "S-3-owner",
    after: ["S-1"],
    // Where S-1 has an answer, the token is the owner's.
    ask: (site, known) => {
      const { endDate } = show(site)
      if (known["S-1"] === undefined) return noOwner
      return put(site, { endDate }, site.others["owner"]) ? "optional" : "required"
    }
  }
]

const nobody = "f".repeat(32)

const ofPaths: ReadonlyArray<Question> = [
  { axis: "S-8", ask: ({ ask }) => `status-${ask({ method: "GET", path: pathOf("muster") }).status}` },
  {
    axis: "S-12",
    ask: ({ ask }) => {
      const { status } = ask({ method: "GET", path: pathOf(nobody) })
      return status === 200 ? new Untold("it takes an id that nobody has") : `status-${status}`
    }
  },
  {
    axis: "S-12-delete",
    after: ["S-12"],
    ask: ({ ask }, known) =>
      known["S-12"] === undefined
        ? new Untold("it takes an id that nobody has")
        : `status-${ask({ method: "DELETE", path: pathOf(nobody) }).status}`
  }
]

/** Sends the end date with an offset; it also shows whether the record as it is can be sent at all. */
const dates: Question = {
  axis: "S-dates",
  ask: (site) => {
    const told = whether(
      ({ endDate }) => ({ endDate: String(endDate).replace(/Z$/, "+00:00") }),
      ({ endDate }) => (String(endDate).endsWith("Z") ? "utc" : "as-sent")
    )(site)
    return told === "refused" ? unsteady : told
  }
}

export const sailPointQuestions: ReadonlyArray<Question> = [
  dates,
  ...[...ofData, ...ofFields, ...ofOwner].map((question) => ({
    ...question,
    after: ["S-dates", ...(question.after ?? [])],
    ask: steady(question.ask)
  })),
  ...ofPaths
]
