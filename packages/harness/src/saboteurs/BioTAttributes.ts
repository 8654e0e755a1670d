/** Saboteurs of B3, B6, B12 and B14: which attributes a user has by its template, and which values they can have. */
import { twin } from "@muster/twin-biot"
import { builtIn, readOnly } from "@muster/twin-biot/Vocabulary"
import { objectIn, type Saboteur, saboteur, withRequest } from "../Saboteur.ts"
import {
  answeringWith,
  type Arrived,
  isObject,
  type Members,
  onPatch,
  refusing,
  rereading,
  rewriting,
  users,
  without
} from "./BioTCalls.ts"

const types = ["TEXT", "NUMBER", "BOOLEAN", "DATE", "SELECT"] as const

const custom: ReadonlyArray<Saboteur> = [
  ...types.map((type) =>
    saboteur(
      `B3-${type}-is-passed-over`,
      `Attributes of the type ${type} stay as they are.`,
      rereading((body, { stored }) => {
        const passed = stored.template.attributes.filter((attribute) => attribute.type === type)
        return without(body, (each) => passed.some(({ name }) => name === each))
      })
    )
  ),
  saboteur(
    "B3-texts-are-values",
    "A number or a truth value may come as text.",
    rereading((body, { stored }) => {
      const read = stored.template.attributes.filter(({ type }) => type === "NUMBER" || type === "BOOLEAN")
      const said = read.flatMap(({ name }) => {
        const value = body[name]
        return typeof value === "string" ? [[name, JSON.parse(value) as unknown]] : []
      })
      return { ...body, ...Object.fromEntries(said) }
    })
  ),
  saboteur(
    "B3-answered-in-a-wrapper",
    "Custom attributes are answered in an object of their own.",
    answeringWith((answer) => {
      const isBuiltIn = (name: string) => name.startsWith("_")
      return "_id" in answer
        ? {
            ...without(answer, (name) => !isBuiltIn(name)),
            customAttributes: without(answer, isBuiltIn)
          }
        : answer
    })
  )
]

/** Whether the user's template has an attribute. */
const isKnown = (name: string, { stored }: Arrived): boolean =>
  [...builtIn, ...readOnly, ...stored.template.attributes.map((each) => each.name)].includes(name)

const strangers: ReadonlyArray<Saboteur> = [
  saboteur(
    "B6-passed-over",
    "An attribute that the template does not have is passed over.",
    rereading((body, arrived) => without(body, (name) => !isKnown(name, arrived)))
  ),
  saboteur(
    "B6-another-template-has-it",
    "An attribute of another template is passed over.",
    rereading((body, arrived) => {
      const all = [...arrived.state.templates.values()].flatMap(({ attributes }) => attributes)
      return without(body, (each) => !isKnown(each, arrived) && all.some(({ name }) => name === each))
    })
  ),
  saboteur(
    "B6-stores-the-rest",
    "An unknown attribute is refused, and the known ones are stored.",
    onPatch((arrived, honest) => {
      const [, refused] = honest(arrived.body)
      const known = without(arrived.body, (name) => !isKnown(name, arrived))
      return refused.status === 400 ? [honest(known)[0], refused] : undefined
    })
  )
]

const required: ReadonlyArray<Saboteur> = [
  saboteur(
    "B12-created-without",
    "A user can be created without an e-mail, and gets one.",
    withRequest(twin, (request) => {
      const body = request.method === "POST" && request.path === users ? objectIn(request.body) : undefined
      return body === undefined || "_email" in body
        ? request
        : { ...request, body: JSON.stringify({ ...body, _email: "made@up.example" }) }
    })
  ),
  saboteur(
    "B12-null-takes-it-away",
    "An e-mail that is null is gone.",
    rewriting(
      () => ({ _email: "" }),
      ({ body: { _email, ...others } }) => (_email === null ? others : undefined)
    )
  )
]

/** A twin that reads one value, perhaps inside an object, another way. */
const revaluing = (path: string, change: (value: unknown) => unknown) =>
  rereading((body) => {
    const [name = "", part] = path.split(".")
    const given = body[name]
    if (part === undefined) return name in body ? { ...body, [name]: change(given) } : body
    return isObject(given) && part in given ? { ...body, [name]: changed(given, part, change) } : body
  })

const changed = (given: Members, part: string, change: (value: unknown) => unknown): Members => ({
  ...given,
  [part]: change(given[part])
})

const text = (change: (value: string) => string) => (value: unknown) =>
  typeof value === "string" ? change(value) : value

const rolled = (day: string): string =>
  /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day))
    ? new Date(day).toISOString().slice(0, 10)
    : day

const formats: ReadonlyArray<Saboteur> = [
  saboteur(
    "B14-spaces-in-phones",
    "A phone number may have spaces.",
    revaluing(
      "_phone",
      text((phone) => phone.replaceAll(" ", ""))
    )
  ),
  saboteur(
    "B14-spaces-in-e-mails",
    "An e-mail may have spaces.",
    revaluing(
      "_email",
      text((email) => email.replaceAll(" ", ""))
    )
  ),
  saboteur(
    "B14-three-letters",
    "A country may be longer than two letters.",
    revaluing(
      "_address.countryCode",
      text((country) => country.slice(0, 2))
    )
  ),
  saboteur(
    "B14-locales-in-capitals",
    "A locale may be written in capitals.",
    revaluing(
      "_locale",
      text((locale) => locale.toLowerCase())
    )
  ),
  saboteur("B14-days-roll-over", "30 February is 2 March.", revaluing("_dateOfBirth", text(rolled))),
  saboteur(
    "B14-genders-in-small-letters",
    "A gender may be written in small letters.",
    revaluing(
      "_gender",
      text((gender) => gender.toUpperCase())
    )
  ),
  saboteur(
    "B14-minutes-are-clamped",
    "Less than 1 minute is 1, and more than 1440 are 1440.",
    revaluing("_mfa.expirationInMinutes", (value) =>
      typeof value === "number" ? Math.min(Math.max(value, 1), 1440) : value
    )
  ),
  saboteur(
    "B14-descriptions-are-cut",
    "What is too long of a description is cut off.",
    revaluing(
      "_description",
      text((description) => description.slice(0, 5000))
    )
  ),
  saboteur(
    "B14-short-descriptions",
    "A description has less than 5000 characters.",
    refusing(({ body }) => String(body["_description"]).length === 5000, 400, "VALIDATION_MAX_ALLOWED_VALUE")
  )
]

export const attributeSaboteurs: ReadonlyArray<Saboteur> = [...custom, ...strangers, ...required, ...formats]
