/**
 * B17 and B18: the calls that give out tokens, and those that create, enable and delete.
 */
import type { Response } from "@muster/twin-kit"
import { type ClauseCheck, parsed, same, that } from "../Clause.ts"
import {
  ada,
  bob,
  bodyOf,
  type Clinic,
  clinicClause,
  dan,
  everybody,
  type Members,
  newcomer,
  north,
  token,
  userIn
} from "./Clinic.ts"

const post = (start: Clinic, path: string, body: unknown): Response =>
  start.call("POST", `/ums/v2/users/${path}`, undefined, {
    body: JSON.stringify(body),
    headers: { authorization: "" }
  })

/** The two tokens of an answer that has to be given. */
const tokens = (what: string, response: Response): readonly [access: string, refresh: string] => {
  same(`${what} is accepted`, response.status, 200)
  const answer = parsed(response) as Members
  const [access, refresh] = ["accessJwt", "refreshJwt"].map((name) => {
    const { expiration, token: issued } = (answer[name] ?? {}) as Members
    that(`${what} gives ${name} a token`, typeof issued === "string" && issued !== "")
    that(`${what} says when ${name} ends`, !Number.isNaN(Date.parse(String(expiration))))
    return String(issued)
  })
  same(`${what} says who it is`, answer["userId"], ada._id)
  return [access ?? "", refresh ?? ""]
}

const sessions = clinicClause(
  "B17",
  "A login by username and password gives two tokens, and so does a refresh.",
  (start) => {
    const fork = start.fork()
    const [username, password] = ["ada", "secret"]
    const [access, refresh] = tokens("a login", post(fork, "login", { username, password }))
    const [renewed] = tokens("a refresh", post(fork, "token/refresh", { refreshToken: refresh }))
    for (const as of [access, renewed]) {
      const self = userIn(fork.accepts("a call with the token", 200, () => fork.get("self", as)))
      same("the token speaks for whoever logged in", self, fork.read())
      fork.update("an update with the token", { _description: "by herself" }, { as })
    }
    fork.refuses("a call with the refresh token", 401, () => fork.patch({}, { as: refresh }))
    fork.refuses("a refresh with the access token", 403, () =>
      post(fork, "token/refresh", { refreshToken: access })
    )
    for (const body of [
      { username, password: "guess" },
      { username: "bob", password },
      { username: ada["_email"], password: "" },
      { username: "ADA", password }
    ])
      start.refusesAs(`a login ${JSON.stringify(body)}`, 403, "LOGIN_FAILED", {}, () =>
        post(start, "login", body)
      )
    for (const refreshToken of ["unknown", token, ""])
      start.refusesAs("a refresh without its token", 403, "REFRESH_TOKEN_NOT_VALID", {}, () =>
        post(start, "token/refresh", { refreshToken })
      )
  }
)

const created = (start: Clinic, body: Members & { readonly _templateId: string }): void => {
  const answer = userIn(start.accepts("a creation", 201, () => start.create(body)))
  const id = String(answer["_id"])
  that(
    "a new user has an id of its own",
    everybody.every(({ _id }) => _id !== id)
  )
  same("the new user is answered", answer, start.read(id))
  same("the new user is what was sent", bodyOf(answer), bodyOf(body))
  same("the new user has the template", (answer["_template"] as Members)["id"], body._templateId)
  start.update("an update of the new user", { _description: "changed" }, { id })
}

const creation = (start: Clinic): void => {
  created(start.fork(), newcomer)
  created(start.fork(), { ...bodyOf(bob), _templateId: "nurse", _email: "new@clinic.example" })
  created(start.fork(), { ...bodyOf(dan), _templateId: "porter", _email: "new@clinic.example" })
  for (const name of ["_templateId", "_name", "_ownerOrganization", "license"] as const) {
    const { [name]: _left, ...body } = newcomer
    start.refuses(`a creation without ${name}`, 400, () => start.create(body))
  }
}

const enabling = (fork: Clinic): void => {
  const others = fork.others()
  for (const state of ["DISABLED", "DISABLED", "ENABLED"]) {
    const { _lastModifiedTime: _before, ...before } = fork.read()
    const answer = userIn(fork.accepts(state, 200, () => fork.enable(state)))
    const { _lastModifiedTime: _after, ...after } = answer
    same(`${state} answers the user`, answer, fork.read())
    same(`${state} changes the state alone`, after, { ...before, _enabled: state })
    same(`${state} leaves the others alone`, fork.others(), others)
  }
}

const deleting = (fork: Clinic): void => {
  const others = fork.others()
  same("a deletion answers nothing", fork.accepts("a deletion", 204, () => fork.remove(ada._id)).body, "")
  fork.refuses("reading whoever is deleted", 404, () => fork.get(ada._id))
  fork.refuses("deleting again", 404, () => fork.remove(ada._id))
  same("a deletion leaves the others alone", fork.others(), others)
  created(fork, { ...newcomer, _email: String(ada["_email"]), _ownerOrganization: { id: north } })
}

const lives = clinicClause(
  "B18",
  "Creating answers 201, changing the enabled state 200 with the user, deleting 204.",
  (start) => {
    creation(start)
    for (const state of ["PAUSED", "true"]) start.refuses(state, [400, 404], () => start.enable(state))
    enabling(start.fork())
    deleting(start.fork())
  }
)

export const accountClauses: ReadonlyArray<ClauseCheck> = [sessions, lives]
