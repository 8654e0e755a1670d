/**
 * B15 and B16: what an update answers with, and how calls are refused.
 */
import type { Response } from "@muster/twin-kit"
import { type ClauseCheck, parsed, same, that } from "../Clause.ts"
import {
  ada,
  bob,
  bodyOf,
  calls,
  type Clinic,
  clinicClause,
  dan,
  type Members,
  nobody,
  pathOf,
  token,
  userIn,
  wished
} from "./Clinic.ts"

const isTime = (value: unknown): boolean => typeof value === "string" && !Number.isNaN(Date.parse(value))

/** The members that the vendor makes. */
const generated = ({ _caption, _creationTime, _enabled, _id, _invitationAccepted, _template }: Members) => ({
  _id,
  _creationTime,
  _invitationAccepted,
  _enabled,
  _template,
  _caption
})

/** Members of an answer, each with a value that it does not have. */
const readOnly: ReadonlyArray<readonly [name: string, value: unknown]> = [
  ["_id", nobody],
  ["_creationTime", "2001-01-01T00:00:00.000Z"],
  ["_lastModifiedTime", "2001-01-01T00:00:00.000Z"],
  ["_invitationAccepted", false],
  ["_enabled", "DISABLED"],
  ["_credentialType", "OTP"],
  ["_caption", "The Countess"],
  ["_template", { id: "porter" }],
  ["_referencers", { ward: nobody }]
]

/** Whether such a member is refused or passed over is not told; it is not written. */
const unwritable = (start: Clinic): void => {
  for (const [name, value] of readOnly) {
    const fork = start.fork()
    const [before, stored] = [fork.read(), fork.stored()]
    const { status } = fork.patch({ _description: "changed", [name]: value })
    that(`${name} is passed over or refused`, status === 200 || status === 400)
    if (status === 400) that(`a body with ${name} is refused as a whole`, fork.stored() === stored)
    const after = fork.read()
    same(`${name} cannot be written`, generated(after), generated(before))
    same(`${name} changes nobody's credential`, after["_credentialType"], before["_credentialType"])
    that(`${name} is not what was sent`, JSON.stringify(after[name]) !== JSON.stringify(value))
    const description = status === 200 ? "changed" : ada["_description"]
    same("the rest is done or not", bodyOf(after), { ...bodyOf(ada), _description: description })
  }
}

const answers = clinicClause(
  "B15",
  "200 answers the updated user, with the members that the vendor makes.",
  (start) => {
    for (const [{ _id: id, _templateId }, body] of [
      [ada, { _description: "changed" }],
      [ada, wished],
      [bob, wished]
    ] as const) {
      const fork = start.fork()
      const before = fork.read(id)
      const answer = userIn(fork.accepts("an update", 200, () => fork.patch(body, { id })))
      same("the answer is the updated user", answer, fork.read(id))
      same("the answer says what was sent", bodyOf(answer), { ...bodyOf(before), ...body })
      same("the id is the one in the path", answer["_id"], id)
      same("_creationTime stays", answer["_creationTime"], before["_creationTime"])
      for (const name of ["_creationTime", "_lastModifiedTime"])
        that(`${name} is a time`, isTime(answer[name]))
      const [earlier, later] = [before, answer].map((each) => Date.parse(String(each["_lastModifiedTime"])))
      that("_lastModifiedTime is the time of the update", Number(earlier) < Number(later))
      that("_invitationAccepted is true or false", typeof answer["_invitationAccepted"] === "boolean")
      same("_enabled says which state", answer["_enabled"], "ENABLED")
      same("_template says which one", (answer["_template"] as Members | undefined)?.["id"], _templateId)
      that("_caption is a text", typeof answer["_caption"] === "string" && answer["_caption"] !== "")
    }
    unwritable(start)
  }
)

/** The codes that are listed for an update, and the keys of their details. */
const listed: Readonly<Record<number, Readonly<Record<string, ReadonlyArray<string>>>>> = {
  400: {
    OWNER_ORGANIZATION_CANNOT_BE_NULL: [],
    COUNTRY_CODE_CANNOT_BE_NULL: [],
    ATTRIBUTE_NOT_VALID_FOR_TEMPLATE: ["attributeName", "templateId"],
    WRITE_MODE_NOT_VALID_FOR_ATTRIBUTE_TYPE: ["attributeName", "attributeType", "entityType", "writeMode"],
    ATTRIBUTE_IS_MANDATORY: ["attributeName"],
    ATTRIBUTE_VALUE_CONVERSION_FAILED: ["attributeName", "message"],
    ATTRIBUTE_VALUE_TYPE_MISMATCH: ["attributeName", "type", "value"],
    ATTRIBUTE_REGEX_VALIDATION_FAILED: ["attributeName", "regex", "value"],
    SELECT_ATTRIBUTE_INVALID_VALUE: ["allowedValues", "attributeName", "value"],
    VALIDATION_LOCALE_NOT_VALID: ["value"],
    VALIDATION_MAX_ALLOWED_VALUE: ["attributeName", "maxValue"],
    VALIDATION_MINIMUM_ALLOWED_VALUE: ["attributeName", "minimum"],
    OTP_UPDATE_PHONE_DISABLED: []
  },
  401: { TOKEN_NOT_VALID: [] },
  403: { ACCESS_DENIED: [], EMAIL_CHANGE_NOT_PERMITTED: ["existingEmail", "requestedEmail"] },
  404: { USER_NOT_FOUND: ["id"], ORGANIZATION_NOT_FOUND: ["id"] },
  409: { EMAIL_ALREADY_EXIST: ["email"], USER_IS_ORGANIZATION_ADMIN: ["id"] }
}

/** An error as the vendor prints each one. */
const explained = (response: Response): Members => {
  const error = parsed(response) as Members
  for (const name of ["code", "message", "serviceName", "traceId", "environment"])
    that(`an error has a text called ${name}`, typeof error[name] === "string" && error[name] !== "")
  const { details } = error
  that("an error has details", typeof details === "object" && details !== null && !Array.isArray(details))
  return error
}

/** An error whose code is listed for its status; its details name what is at fault. */
const codes = (response: Response, fault: string): void => {
  const { code, details } = explained(response)
  const keys = listed[response.status]?.[String(code)]
  that(`${response.status} ${String(code)} is listed`, keys !== undefined)
  same(`the details of ${String(code)}`, Object.keys(details as Members).toSorted(), keys)
  const { attributeName } = details as { readonly attributeName?: string }
  that(`${String(code)} says what is at fault`, attributeName === undefined || attributeName.endsWith(fault))
}

/** Bodies that are wrong in one point, and the name of that point. */
const wrong: ReadonlyArray<readonly [fault: string, body: Members]> = [
  ["lastName", { _name: { firstName: "Grace" } }],
  ["_description", { _description: "a".repeat(5001) }],
  ["_email", { _email: "grace" }],
  ["_phone", { _phone: "1" }],
  ["_locale", { _locale: "english" }],
  ["_gender", { _gender: "OTHER" }],
  ["_dateOfBirth", { _dateOfBirth: "yesterday" }],
  ["countryCode", { _address: { countryCode: "XX" } }],
  ["countryCode", { _address: { countryCode: null } }],
  ["expirationInMinutes", { _mfa: { enabled: true, expirationInMinutes: 0 } }],
  ["expirationInMinutes", { _mfa: { enabled: true, expirationInMinutes: 1441 } }],
  ["_employeeId", { _employeeId: 1 }],
  ["_ownerOrganization", { _ownerOrganization: null }],
  ["id", { _ownerOrganization: { id: "north" } }],
  ["license", { license: null }],
  ["level", { level: "3" }],
  ["onCall", { onCall: "true" }],
  ["hired", { hired: "tomorrow" }],
  ["shift", { shift: "evening" }],
  ["nickname", { nickname: "Countess" }]
]

const unauthorized = (start: Clinic): void => {
  for (const authorization of ["", "Bearer unknown", "Bearer ", `Basic ${token}`, token])
    for (const [method, path, body] of [
      ["PATCH", pathOf(ada._id), '{"_description":"changed"}'],
      ["GET", pathOf(ada._id), ""],
      ["DELETE", pathOf(ada._id), ""]
    ] as const)
      start.refusesAs(`${method} as "${authorization}"`, 401, "TOKEN_NOT_VALID", {}, () =>
        start.call(method, path, undefined, { body, headers: { authorization } })
      )
  for (const [what, send] of calls)
    codes(
      start.refuses(`${what} with an unknown token`, 401, () => send(start, "unknown")),
      ""
    )
}

/** Bodies that are no JSON objects. */
const senseless: ReadonlyArray<readonly [body: string, type?: string]> = [
  [""],
  ["{"],
  ["[]"],
  ["null"],
  ['"_description"'],
  ["_description=changed", "application/x-www-form-urlencoded"]
]

const refusals = clinicClause(
  "B16",
  "A refusal explains itself by a code of its status and by details, and does nothing.",
  (start) => {
    unauthorized(start)
    for (const [fault, body] of wrong)
      codes(
        start.refuses(JSON.stringify(body).slice(0, 60), 400, () => start.patch({ badge: "9", ...body })),
        fault
      )
    for (const [body, type = "application/json"] of senseless)
      explained(
        start.refuses(`a body ${body}`, 400, () =>
          start.call("PATCH", pathOf(ada._id), undefined, { body, headers: { "content-type": type } })
        )
      )
    for (const [what, send] of [
      ["an update", () => start.patch({ _description: "changed" }, { id: nobody })],
      ["reading", () => start.get(nobody)],
      ["disabling", () => start.enable("DISABLED", { id: nobody })],
      ["deleting", () => start.remove(nobody)]
    ] as const)
      start.refusesAs(`${what} of nobody`, 404, "USER_NOT_FOUND", { id: nobody }, send)
    const homeless = { _description: "changed", _ownerOrganization: { id: nobody } }
    start.refusesAs("an unknown organization", 404, "ORGANIZATION_NOT_FOUND", { id: nobody }, () =>
      start.patch(homeless)
    )
    for (const [status, send] of [
      [403, () => start.patch({}, { as: "guest" })],
      [404, () => start.patch(homeless)],
      [404, () => start.patch({}, { id: nobody })],
      [409, () => start.patch({ _email: bob["_email"] })],
      [409, () => start.remove(dan._id)]
    ] as const)
      codes(start.refuses(`what ends in ${status}`, status, send), "")
  }
)

export const answerClauses: ReadonlyArray<ClauseCheck> = [answers, refusals]
