/** Saboteurs of S10: how a caller comes to a token, and how the caller shows it. */
import type { Request, Twin } from "@muster/twin-kit"
import { type State, twin } from "@muster/twin-sailpoint"
import { type Saboteur, saboteur, withRequest, withRules } from "../Saboteur.ts"
import { answeringWith, type Members, trusting } from "./SailPointCalls.ts"

const isToken = ({ path }: Request): boolean => path === "/oauth/token"

/** A twin that takes other fields for those that ask for a token; none stands in the query. */
const correcting = (change: (fields: Members, state: State) => object): Twin<State> =>
  withRequest(twin, (request, state) => {
    if (!isToken(request) || request.body === "") return request
    const fields = Object.fromEntries(new URLSearchParams(request.body))
    return { ...request, body: new URLSearchParams({ ...fields, ...change(fields, state) }).toString() }
  })

const clientIn = ({ client_id }: Members, { clients }: State) => clients.get(String(client_id))

/** A twin that says something else with a token. */
const granting = (change: (answer: Members) => object): Twin<State> =>
  answeringWith((answer) => ("access_token" in answer ? { ...answer, ...change(answer) } : answer))

/** A twin that gives and takes its tokens in another spelling. */
const spelling = (spell: (token: string) => string): Twin<State> =>
  withRules(
    granting(({ access_token }) => ({ access_token: spell(String(access_token)) })),
    (honest) => (state, request) => {
      const [next, response] = honest(state, request)
      const tokens = new Map(
        [...next.tokens].map(([token, caller]) => [state.tokens.has(token) ? token : spell(token), caller])
      )
      return [{ ...next, tokens }, response]
    }
  )

const asked: ReadonlyArray<Saboteur> = [
  saboteur(
    "S10-any-secret",
    "A client gets a token for any secret.",
    correcting((fields, state) => ({ client_secret: clientIn(fields, state)?.secret ?? "" }))
  ),
  saboteur(
    "S10-any-client",
    "A client whom nobody knows gets a token.",
    correcting((fields, state) =>
      clientIn(fields, state) === undefined ? { client_id: [...state.clients.keys()][0] } : {}
    )
  ),
  saboteur(
    "S10-any-grant",
    "Any other grant is taken for the client's credentials.",
    correcting(({ grant_type }) => (grant_type === "password" ? { grant_type: "client_credentials" } : {}))
  ),
  saboteur(
    "S10-any-refresh-token",
    "A client gets a token for any refresh token.",
    correcting((fields, state) => ({ refresh_token: clientIn(fields, state)?.refreshToken ?? "" }))
  ),
  saboteur(
    "S10-refreshing-needs-no-secret",
    "Whoever refreshes need not know the secret.",
    correcting((fields, state) =>
      "refresh_token" in fields ? { client_secret: clientIn(fields, state)?.secret ?? "" } : {}
    )
  ),
  saboteur(
    "S10-no-refreshing",
    "A refresh token is good for nothing.",
    correcting(() => ({ refresh_token: "" }))
  ),
  saboteur(
    "S10-not-in-the-query",
    "What asks for a token in the query is passed over.",
    withRequest(twin, (request) => (isToken(request) ? { ...request, query: new Map() } : request))
  ),
  saboteur(
    "S10-asking-needs-a-token",
    "Who asks for a token has to show one.",
    withRules(twin, (honest) => (state, request) => {
      const shown = request.headers["authorization"] ?? ""
      return honest(state, isToken(request) && shown === "" ? { ...request, path: "/v3" } : request)
    })
  )
]

const given: ReadonlyArray<Saboteur> = [
  saboteur(
    "S10-no-jwt",
    "The token is no JWT.",
    spelling((token) => token.replaceAll(".", "-"))
  ),
  saboteur(
    "S10-no-signature",
    "The token has two parts.",
    spelling((token) => token.slice(0, token.lastIndexOf(".")))
  ),
  saboteur(
    "S10-no-json",
    "The parts of the token are no JSON.",
    spelling((token) => token.toLowerCase())
  ),
  saboteur(
    "S10-another-type",
    "The token is of another type.",
    granting(() => ({ token_type: "mac" }))
  ),
  saboteur(
    "S10-no-end",
    "The token does not say how long it lasts.",
    granting(() => ({ expires_in: undefined }))
  ),
  saboteur(
    "S10-good-for-nothing",
    "The token opens nothing.",
    withRules(twin, (honest) => (state, request) => {
      const [next, response] = honest(state, request)
      return [isToken(request) ? state : next, response]
    })
  ),
  saboteur(
    "S10-opens-everything",
    "Every token has all rights.",
    withRules(twin, (honest) => (state, request) => {
      const [next, response] = honest(state, request)
      const all = { user: true, role: "updater", owns: undefined } as const
      const tokens = new Map([...next.tokens].map(([token]) => [token, all]))
      return [isToken(request) ? { ...next, tokens } : next, response]
    })
  )
]

const isJwt = (shown: string): boolean => shown.split(".").length === 3

const shown: ReadonlyArray<Saboteur> = [
  saboteur(
    "S10-no-scheme",
    "A JWT counts without the word Bearer.",
    trusting((shown) => (isJwt(shown) && !shown.includes(" ") ? `Bearer ${shown}` : shown))
  ),
  saboteur(
    "S10-other-scheme",
    "A JWT counts under another scheme.",
    trusting((shown) => (isJwt(shown) ? shown.replace(/^Basic /, "Bearer ") : shown))
  ),
  saboteur(
    "S10-any-signature",
    "A JWT counts whatever its signature is.",
    trusting((shown, { tokens }) => {
      const claims = shown.slice(7, shown.lastIndexOf("."))
      const issued = [...tokens.keys()].find((token) => isJwt(token) && token.startsWith(claims))
      return issued === undefined || !isJwt(shown) ? shown : `Bearer ${issued}`
    })
  )
]

export const tokenSaboteurs: ReadonlyArray<Saboteur> = [...asked, ...given, ...shown]
