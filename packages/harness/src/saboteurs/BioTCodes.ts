/** Saboteurs of the codes that refusals have: each one under another status, and by another code. */
import { twin } from "@muster/twin-biot"
import { answering, objectIn, type Saboteur, saboteur, withResponse } from "../Saboteur.ts"

const documented = [
  ["B5", "ACCESS_DENIED"],
  ["B6", "ATTRIBUTE_NOT_VALID_FOR_TEMPLATE"],
  ["B7", "OWNER_ORGANIZATION_CANNOT_BE_NULL"],
  ["B7", "COUNTRY_CODE_CANNOT_BE_NULL"],
  ["B7", "ATTRIBUTE_IS_MANDATORY"],
  ["B8", "EMAIL_CHANGE_NOT_PERMITTED"],
  ["B8", "EMAIL_ALREADY_EXIST"],
  ["B9", "USER_IS_ORGANIZATION_ADMIN"],
  ["B10", "OTP_UPDATE_PHONE_DISABLED"],
  ["B16", "TOKEN_NOT_VALID"],
  ["B16", "ACCESS_DENIED"],
  ["B16", "USER_NOT_FOUND"],
  ["B16", "ORGANIZATION_NOT_FOUND"],
  ["B17", "LOGIN_FAILED"],
  ["B17", "REFRESH_TOKEN_NOT_VALID"]
] as const

export const codeSaboteurs: ReadonlyArray<Saboteur> = documented.flatMap(([clause, code]) => [
  saboteur(
    `${clause}-${code}-is-418`,
    `${code} comes with a status of its own.`,
    withResponse(twin, (response) =>
      objectIn(response.body)?.["code"] === code ? { ...response, status: 418 } : response
    )
  ),
  saboteur(
    `${clause}-${code}-is-REFUSED`,
    `${code} is called REFUSED.`,
    withResponse(twin, (response) => {
      const error = objectIn(response.body)
      return error?.["code"] === code ? answering(response, { ...error, code: "REFUSED" }) : response
    })
  )
])
