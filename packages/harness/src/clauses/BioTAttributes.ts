/**
 * B3, B6, B12 and B14: which attributes a user has by its template, and which values they can have.
 */
import { type ClauseCheck, same, that } from "../Clause.ts"
import {
  ada,
  attributes,
  bob,
  bodyOf,
  type Clinic,
  clinicClause,
  dan,
  type Members,
  newcomer,
  pathOf,
  userIn,
  wished
} from "./Clinic.ts"

/** Custom attributes with values that they can have, and values of another type. */
const custom: ReadonlyArray<
  readonly [name: string, right: ReadonlyArray<unknown>, wrong: ReadonlyArray<unknown>]
> = [
  ["license", ["L-9", "null"], [1, true, {}, ["L-9"]]],
  ["badge", ["8", "Ünïcödé 💉"], [8, false, {}, ["8"]]],
  ["level", [0, -1, 1.5], ["1", true, {}, [1]]],
  ["onCall", [false, true], ["true", 1, {}]],
  ["hired", ["2021-03-01", "2020-02-29"], ["tomorrow", "2021-02-29", "", 20_210_301]],
  ["shift", ["night", "day"], ["evening", "", 1, ["day"]]]
]

const values = (
  start: Clinic,
  rows: typeof custom,
  bodyWith: (name: string, value: unknown) => Members
): void => {
  for (const [name, right, wrong] of rows) {
    for (const value of right) {
      const body = bodyWith(name, value)
      const what = `${name} ${JSON.stringify(value).slice(0, 40)}`
      const after = bodyOf(userIn(start.accepts(what, 200, () => start.fork().patch(body))))
      for (const [member, sent] of Object.entries(body))
        same(`${name} is what was sent`, within(after[member], sent), sent)
    }
    for (const value of wrong)
      start.refuses(`${name} ${JSON.stringify(value).slice(0, 40)}`, 400, () =>
        start.patch({ _employeeId: "E-9", ...bodyWith(name, value) })
      )
  }
}

/** The parts of an object that were sent; anything else as it is. */
const within = (stored: unknown, sent: unknown): unknown =>
  typeof sent === "object" && sent !== null
    ? Object.fromEntries(Object.keys(sent).map((part) => [part, (stored as Members | undefined)?.[part]]))
    : stored

const topLevel = clinicClause(
  "B3",
  "The custom attributes of the template stand at the top level, in a body and in an answer.",
  (start) => {
    const read = start.read()
    for (const { name } of attributes) same(`${name} is answered`, read[name], ada[name])
    values(start, custom, (name, value) => ({ [name]: value }))
    const all = Object.fromEntries(custom.map(([name, [value]]) => [name, value]))
    const after = start.fork().update("an update of all custom attributes", all, { id: bob._id })
    same("they are added, and nothing else", after, { ...bodyOf(bob), ...all })
    const keys = start.fork().update("an update by another template", { keys: "none" }, { id: dan._id })
    same("another template has others", keys, { ...bodyOf(dan), keys: "none" })
  }
)

/** Attributes that no nurse has. */
const unknown: ReadonlyArray<readonly [name: string, value: unknown]> = [
  ["keys", "all"],
  ["keys", null],
  ["nickname", "Countess"],
  ["Badge", "8"],
  ["_EMAIL", "grace@navy.example"],
  ["firstName", "Grace"],
  ["_name.firstName", "Grace"],
  ["customAttributes", { badge: "8" }],
  ["constructor", "c"],
  ["toString", null],
  ["", "nameless"]
]

const strangers = clinicClause(
  "B6",
  "An attribute that the user's template does not have is refused.",
  (start) => {
    const code = "ATTRIBUTE_NOT_VALID_FOR_TEMPLATE"
    const refused = (attributeName: string, templateId: string, body: string, id = ada._id) =>
      start.refusesAs(`${attributeName} in ${body}`, 400, code, { attributeName, templateId }, () =>
        start.call("PATCH", pathOf(id), undefined, { body })
      )
    for (const [name, value] of unknown) {
      refused(name, "nurse", JSON.stringify({ [name]: value }))
      refused(name, "nurse", JSON.stringify({ _description: "changed", [name]: value }))
    }
    refused("__proto__", "nurse", '{"__proto__":{"badge":"8"}}')
    refused("badge", "porter", '{"keys":"none","badge":"8"}', dan._id)
    start.refuses("a creation with another template's attribute", 400, () =>
      start.create({ ...newcomer, keys: "all" })
    )
  }
)

const required = clinicClause("B12", "A user always has an e-mail.", (start) => {
  const { _email, ...others } = newcomer
  for (const body of [others, { ...others, _email: null }, { ...others, _email: "" }])
    start.refuses(`a creation with the e-mail ${JSON.stringify(body)}`, 400, () => start.create(body))
  for (const { _id: id, _email: before } of [ada, bob])
    for (const body of [{ _email: null }, { _email: "" }, { _description: "changed" }]) {
      const fork = start.fork()
      const { status } = fork.patch(body, { id })
      that(`${JSON.stringify(body)} is accepted or refused`, status === 200 || status === 400)
      same(`${JSON.stringify(body)} keeps the e-mail`, fork.read(id)["_email"], before)
    }
})

/** Values of each format, and values that only look like one. */
const formats: typeof custom = [
  [
    "_phone",
    ["+12345678901", "+4930123456", "+123456789012345"],
    [
      "12345678901",
      "+1234567890123456",
      "+0234567890",
      "+1 234 567 8901",
      "+1234567x",
      "+",
      "",
      12_345_678_901
    ]
  ],
  [
    "_email",
    ["ada@example.com", "a.b+c_d@mail.example.org", "o'neil@example.com"],
    ["ada", "@example.com", "ada@", "ada lovelace@example.com", "a..b@example.com", "a@b@example.com", "", 1]
  ],
  ["_address.countryCode", ["US", "DK", "ZA"], ["USA", "XX", "U", "U1", "", 1]],
  ["_locale", ["en-us", "da-dk"], ["en-US", "EN-us", "en_us", "en", "english", "xx-us", "en-xx", "", 1]],
  [
    "_dateOfBirth",
    ["2007-12-20", "2000-02-29"],
    ["2007-13-01", "2007-02-30", "2001-02-29", "20.12.2007", "yesterday", "", 20_071_220]
  ],
  ["_gender", ["MALE", "FEMALE", "UNDISCLOSED"], ["female", "OTHER", "", 1]],
  ["_mfa.expirationInMinutes", [1, 5, 1440], [0, -1, 1441, 1.5, "5", true]],
  ["_mfa.enabled", [true, false], ["true", 1, 0, ""]],
  ["_description", ["a".repeat(5000)], ["a".repeat(5001), "💉".repeat(5001), 1, {}]],
  ["_employeeId", ["E-2", "0"], [1, true, {}]],
  ["_address.city", ["Odense", "Zürich"], [1, false, {}]],
  ["_name.firstName", ["Grace", "李"], [1, false, {}]],
  ["_name.lastName", ["Hopper", "O'Neil"], [1, false, {}]],
  ["_name", [wished._name], ["Grace", 1, []]],
  ["_address", [wished._address], ["DK", 1, []]],
  ["_mfa", [wished._mfa], [true, 1, []]]
]

/** The other parts that an object cannot be without. */
const company: Readonly<Record<string, Members>> = {
  _name: wished._name,
  _address: { countryCode: "DK" },
  _mfa: { enabled: true }
}

/** A body that says one thing, inside its object if it is a part of one. */
const bodyWith = (name: string, value: unknown): Members => {
  const [parent = "", part] = name.split(".")
  return { [parent]: part === undefined ? value : { ...company[parent], [part]: value } }
}

const formatted = clinicClause("B14", "Every value has the format of its attribute.", (start) =>
  values(start, formats, bodyWith)
)

export const attributeClauses: ReadonlyArray<ClauseCheck> = [topLevel, strangers, required, formatted]
