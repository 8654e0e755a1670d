/**
 * S10: how a caller comes to a token, and how the caller shows it.
 */
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { clause, type ClauseCheck, isRefusal, parsed, same, that } from "../Clause.ts"
import { bodyOf, pathOf, type Tenant, tenant, wished, william } from "./Tenant.ts"

const clients = [
  { clientId: "ours", secret: "hush", refreshToken: "again", user: true, role: "updater" },
  { clientId: "other", secret: "whist", refreshToken: "anew", user: true, role: "reader" }
]

const credentials = { grant_type: "client_credentials", client_id: "ours", client_secret: "hush" }
const refreshing = { ...credentials, grant_type: "refresh_token", refresh_token: "again" }
type Fields = Readonly<Record<string, string>>

/** Nobody needs a token to ask for one. */
const asking = (firm: Tenant, fields: Fields, inQuery = false) =>
  firm.call("POST", "/oauth/token", "", {
    headers: { authorization: "", "content-type": "application/x-www-form-urlencoded" },
    ...(inQuery
      ? { query: new Map(Object.entries(fields)) }
      : { body: new URLSearchParams(fields).toString() })
  })

const Part = Schema.StringFromBase64Url.pipe(
  Schema.decodeTo(Schema.fromJsonString(Schema.Record(Schema.String, Schema.Unknown)))
)
const decodeJwt = Schema.decodeUnknownOption(Schema.Tuple([Part, Part, Schema.Uint8ArrayFromBase64Url]))

/** The token that is given for this. */
const given = (firm: Tenant, fields: Fields, inQuery = false): string => {
  const answer = firm.accepts("asking for a token", () => asking(firm, fields, inQuery))
  const { access_token, expires_in, token_type } = parsed(answer) as Readonly<Record<string, unknown>>
  same("it is a bearer token", token_type, "bearer")
  that("it says how long it lasts", Number.isInteger(expires_in))
  const token = String(access_token)
  that("the token is a JWT", Option.isSome(decodeJwt(token.split("."))))
  return token
}

const update = { ...bodyOf(william), ...wished }

/** Another JWT that says the same; nobody issued it. */
const forged = (token: string): string => `${token.slice(0, token.lastIndexOf("."))}.Zm9yZ2Vk`

const tokens = clause(
  "S10",
  "POST /oauth/token gives a client who knows the secret a JWT, which opens what the client may open when it is shown as Bearer.",
  (bench) => {
    for (const [fields, inQuery] of [
      [credentials, false],
      [credentials, true],
      [refreshing, false]
    ] as const) {
      const firm = tenant(bench, { clients })
      const token = given(firm, fields, inQuery)
      for (const authorization of [token, `Basic ${token}`, `Bearer ${forged(token)}`])
        firm.refuses("an update with the token shown otherwise", 401, () =>
          firm.call("PUT", pathOf(william.id), "", {
            body: JSON.stringify(update),
            headers: { authorization }
          })
        )
      firm.accepts("an update with the token", () => firm.put(update, token))
      firm.holds("an update with the token", update)
    }
    const firm = tenant(bench, { clients })
    const reader = given(firm, { ...credentials, client_id: "other", client_secret: "whist" })
    firm.accepts("reading with a reader's token", () => firm.get(william.id, reader))
    firm.refuses("an update with a reader's token", 403, () => firm.put(update, reader))
    for (const fields of [
      { ...credentials, client_id: "nobody" },
      { ...credentials, client_id: "other" },
      { ...credentials, client_secret: "guess" },
      { ...credentials, grant_type: "password" },
      { ...refreshing, refresh_token: "guess" },
      { ...refreshing, refresh_token: "anew" },
      { ...refreshing, client_secret: "guess" }
    ])
      that(`asking with ${JSON.stringify(fields)} is refused`, isRefusal(asking(firm, fields)))
  }
)

export const tokenClauses: ReadonlyArray<ClauseCheck> = [tokens]
