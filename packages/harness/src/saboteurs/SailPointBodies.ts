/** Saboteurs of S3 and S4: which fields a body has to have, and of which kind they are. */
import { type Saboteur, saboteur } from "../Saboteur.ts"
import { type Members, onPut, refusing, rereading } from "./SailPointCalls.ts"

const required = [
  "accountName",
  "firstName",
  "lastName",
  "email",
  "phone",
  "manager",
  "sourceId",
  "startDate",
  "endDate"
] as const

/** A body whose strings among these fields are read another way. */
const rewriting = (names: ReadonlyArray<string>, rewrite: (value: string) => string) =>
  rereading((body) => ({
    ...body,
    ...Object.fromEntries(
      names.flatMap((name) => {
        const value = body[name]
        return typeof value === "string" ? [[name, rewrite(value)]] : []
      })
    )
  }))

const isDate = (text: string): boolean => !Number.isNaN(Date.parse(text)) && /^\d{4}-\d\d-\d\dT/.test(text)
const dates = ["startDate", "endDate"]

const fields: ReadonlyArray<Saboteur> = [
  ...required.map((name) =>
    saboteur(
      `S3-${name}-is-optional`,
      `${name} may be left out, and stays as it is.`,
      rereading((body, stored) => (name in body ? body : { ...body, [name]: stored?.[name] }))
    )
  ),
  saboteur(
    "S3-null-is-left-alone",
    "Whatever is null stays as it is.",
    rereading((body, stored) => ({
      ...body,
      ...Object.fromEntries(
        required.filter((name) => body[name] === null).map((name) => [name, stored?.[name]])
      )
    }))
  ),
  saboteur(
    "S3-numbers-are-text",
    "A number counts as its digits.",
    rereading((body) =>
      Object.fromEntries(
        Object.entries(body).map(([name, value]) => [name, typeof value === "number" ? String(value) : value])
      )
    )
  ),
  saboteur(
    "S3-days-are-enough",
    "What is no date-time counts as some day.",
    rewriting(dates, (text) => (isDate(text) ? text : "2020-01-01T00:00:00Z"))
  ),
  saboteur(
    "S3-days-roll-over",
    "30 February is 1 March.",
    rewriting(dates, (text) => (isDate(text) ? new Date(text).toISOString() : text))
  ),
  saboteur(
    "S3-offsets-are-dropped",
    "A date-time with an offset is read as if it were in UTC.",
    rewriting(dates, (text) => text.replace(/[+-]\d\d:\d\d$/, "Z"))
  ),
  saboteur(
    "S3-offsets-are-refused",
    "A date-time has to be in UTC.",
    refusing(({ body }) => dates.some((name) => /[+-]\d\d:\d\d$/.test(String(body[name]))), 400)
  ),
  saboteur(
    "S3-seconds-are-cut",
    "Half seconds are lost.",
    rewriting(dates, (text) => text.replace(/\.[1-9]\d*/, ""))
  ),
  saboteur(
    "S3-owner-without-end-date",
    "An owner may leave out even the end date.",
    onPut(({ body, caller, stored }, honest) =>
      caller?.role === "owner" && !("endDate" in body)
        ? honest({ ...body, endDate: stored?.endDate })
        : undefined
    )
  ),
  saboteur(
    "S3-other-status",
    "A missing field is answered with 422.",
    onPut(({ body }, honest) => {
      const [next, response] = honest(body)
      return [next, response.status === 400 ? { ...response, status: 422 } : response]
    })
  ),
  saboteur(
    "S3-stores-the-rest",
    "A wrong body is refused, and the fields that are right are stored.",
    onPut(({ body, stored }, honest) => {
      const [, refused] = honest(body)
      if (refused.status !== 400 || stored === undefined) return undefined
      const { firstName, phone, ...others } = { ...stored, data: Object.fromEntries(stored.data) }
      const { created: _created, id: _id, modified: _modified, ...rest } = others
      const right = [body["firstName"], body["phone"]].every((value) => typeof value === "string")
      return [honest({ ...rest, firstName: right ? "stored" : firstName, phone })[0], refused]
    })
  )
]

/** A body whose data is read another way. */
const redata = (change: (data: unknown) => unknown) =>
  rereading((body) => ("data" in body ? { ...body, data: change(body["data"]) } : body))

/** Data whose attributes are read another way; undefined drops one. */
const reattribute = (change: (value: unknown) => unknown) =>
  redata((data) =>
    isObject(data)
      ? Object.fromEntries(Object.entries(data).map(([key, value]) => [key, change(value)]))
      : data
  )

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The first attributes. */
const first = (data: Members, count: number) => Object.fromEntries(Object.entries(data).slice(0, count))

const sized = (size: number, status: number) =>
  refusing(({ body: { data } }) => isObject(data) && Object.keys(data).length === size, status)

const attributes: ReadonlyArray<Saboteur> = [
  saboteur(
    "S4-data-is-required",
    "A body without data is refused.",
    refusing(({ body }) => !("data" in body), 400)
  ),
  saboteur(
    "S4-data-is-required-of-owners",
    "An owner's body without data is refused.",
    refusing(({ body, caller }) => caller?.role === "owner" && !("data" in body), 400)
  ),
  saboteur(
    "S4-eleventh-is-dropped",
    "An eleventh attribute is passed over.",
    redata((data) => (isObject(data) ? first(data, 10) : data))
  ),
  saboteur(
    "S4-eleven",
    "Eleven attributes are accepted.",
    onPut(({ body }, honest) => {
      const data = body["data"]
      if (!isObject(data) || Object.keys(data).length !== 11) return undefined
      return honest({ ...body, data: first(data, 10) })
    })
  ),
  saboteur("S4-nine", "The tenth attribute is refused.", sized(10, 400)),
  saboteur("S4-one-at-least-two", "A single attribute is refused.", sized(1, 400)),
  saboteur(
    "S4-numbers-are-text",
    "A number counts as its digits.",
    reattribute((value) => (typeof value === "number" ? String(value) : value))
  ),
  saboteur(
    "S4-everything-is-text",
    "Whatever an attribute is counts as text.",
    reattribute((value) => (typeof value === "string" ? value : JSON.stringify(value)))
  ),
  saboteur(
    "S4-null-removes",
    "A null attribute is dropped.",
    reattribute((value) => value ?? undefined)
  ),
  saboteur(
    "S4-empty-is-dropped",
    "An empty attribute is dropped.",
    reattribute((value) => (value === "" ? undefined : value))
  ),
  saboteur(
    "S4-lists-are-objects",
    "A list counts as no attributes.",
    redata((data) => (Array.isArray(data) ? {} : data))
  ),
  saboteur(
    "S4-other-data-is-left-out",
    "Data that is no object is passed over.",
    rereading(({ data, ...body }) => (isObject(data) ? { ...body, data } : body))
  )
]

export const bodySaboteurs: ReadonlyArray<Saboteur> = [...fields, ...attributes]
