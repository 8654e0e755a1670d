/** Saboteurs of D14 and D15: who may call, and in which form. */
import { type State, twin } from "@muster/twin-digits"
import { type Saboteur, saboteur, withRequest, withResponse, withRules } from "../Saboteur.ts"
import { goodCredential, onUpdate, trusting } from "./DigitsUpdate.ts"

const scopesOf = (shown: string, state: State): ReadonlySet<string> =>
  state.tokens.get(shown.replace(/^Bearer /, "")) ?? new Set()

const scope: ReadonlyArray<Saboteur> = [
  saboteur(
    "D14-any-token",
    "Every token may update.",
    trusting((shown, state) =>
      state.tokens.has(shown.replace(/^Bearer /, "")) ? goodCredential(state) : shown
    )
  ),
  saboteur(
    "D14-part-of-the-scope",
    "A scope that begins alike suffices.",
    trusting((shown, state) =>
      [...scopesOf(shown, state)].some((scope) => scope.startsWith("organization"))
        ? goodCredential(state)
        : shown
    )
  ),
  saboteur(
    "D14-refuses-and-writes",
    "An update without the scope is refused, and written all the same.",
    withRules(twin, (honest) => (state, request) => {
      const [next, response] = honest(state, request)
      if (response.status !== 403) return [next, response]
      const authorization = goodCredential(state)
      return [honest(state, { ...request, headers: { ...request.headers, authorization } })[0], response]
    })
  )
]

const form: ReadonlyArray<Saboteur> = [
  saboteur(
    "D15-no-credential",
    "Whoever shows nothing may call.",
    trusting((shown, state) => (shown === "" ? goodCredential(state) : shown))
  ),
  saboteur(
    "D15-unknown-token",
    "A token that nobody issued may call.",
    trusting((shown, state) =>
      shown.startsWith("Bearer ") && !state.tokens.has(shown.slice(7)) ? goodCredential(state) : shown
    )
  ),
  saboteur(
    "D15-other-scheme",
    "The token may come under another scheme.",
    trusting((shown) => shown.replace(/^Basic /, "Bearer "))
  ),
  saboteur(
    "D15-any-content-type",
    "JSON is read under every content type.",
    withRequest(twin, (request) => ({
      ...request,
      headers: { ...request.headers, "content-type": "application/json" }
    }))
  ),
  saboteur(
    "D15-answers-in-markup",
    "Answers come as text/html.",
    withResponse(twin, (response) => ({
      ...response,
      headers: { ...response.headers, "content-type": "text/html" }
    }))
  ),
  saboteur(
    "D15-empty-success",
    "A success comes without a body.",
    onUpdate(({ body }, honest) => {
      const [next, response] = honest(body)
      return response.status === 200 ? [next, { ...response, body: "" }] : undefined
    })
  )
]

export const transportSaboteurs: ReadonlyArray<Saboteur> = [...scope, ...form]
