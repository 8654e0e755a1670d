/** Saboteurs of E1 and E2: whom an update is about, and what it keeps. */
import { type State, twin } from "@muster/twin-eloomi"
import { userBy, withUser } from "@muster/twin-eloomi/State"
import { blank, type User } from "@muster/twin-eloomi/Vocabulary"
import type { Twin } from "@muster/twin-kit"
import { type Saboteur, saboteur, withRequest } from "../Saboteur.ts"
import {
  type Arrived,
  employeeIdIn,
  ending,
  isUpdate,
  pathOf,
  refusing,
  restoring,
  trusting
} from "./EloomiCalls.ts"

/** The client whose token is shown. */
const clientOf = (authorization = "", state: State): string =>
  state.tokens.get(authorization.replace(/^Bearer /, "")) ?? ""

/** Some token of the client who is named. */
const tokenOf = (client: string | undefined, state: State): string => {
  for (const [token, owner] of state.tokens) if (owner === client) return `Bearer ${token}`
  return ""
}

const addressed: ReadonlyArray<Saboteur> = [
  saboteur(
    "E1-no-client-id",
    "ClientId may be left out.",
    trusting(({ authorization, clientid }, state) => ({
      clientid: clientid === "" ? clientOf(authorization, state) : (clientid ?? "")
    }))
  ),
  saboteur(
    "E1-no-token",
    "Whoever says a ClientId needs no token.",
    trusting(({ authorization, clientid }, state) => ({
      authorization: authorization === "" ? tokenOf(clientid, state) : (authorization ?? "")
    }))
  ),
  saboteur(
    "E1-eloomi-ids-count",
    "A number in the path is taken for an eloomi id.",
    withRequest(twin, (request, state) => {
      const named = state.users.get(Number(employeeIdIn(request)))?.employee_id ?? undefined
      return named === undefined ? request : { ...request, path: pathOf(named) }
    })
  ),
  saboteur(
    "E1-unknown-creates",
    "An update of nobody makes a new user.",
    ending(([next, response], state, request) => {
      const employeeId = employeeIdIn(request)
      if (!isUpdate(request) || employeeId === undefined || userBy(state, employeeId) !== undefined)
        return [next, response]
      const user = { ...blank(100, "new@example.com", state.language), employee_id: employeeId }
      return [withUser(state, user), response]
    })
  ),
  saboteur(
    "E1-writes-to-everybody",
    "Every user is given the title.",
    ending(([next, response], _state, request) => {
      const title = userBy(next, employeeIdIn(request) ?? "")?.title
      if (!isUpdate(request) || response.status !== 200 || title === undefined) return [next, response]
      const users = [...next.users].map(([id, user]) => [id, { ...user, title }] as const)
      return [{ ...next, users: new Map(users) }, response]
    })
  )
]

/** A twin where what the body leaves out becomes something else. */
const leftOut = (usual: Partial<User>, saysAny: ReadonlyArray<string> = Object.keys(usual)): Twin<State> =>
  restoring((_after, { body }) => (saysAny.some((name) => name in body) ? {} : usual))

const keeping = (name: keyof User): Twin<State> =>
  restoring((_after, { stored }: Arrived) => ({ [name]: stored[name] }))

const partial: ReadonlyArray<Saboteur> = [
  saboteur("E2-left-out-title-goes", "An update without a title clears it.", leftOut({ title: null })),
  saboteur(
    "E2-left-out-lists-go",
    "An update without groups and teams takes her out of all.",
    leftOut({ access_groups: [], team_ids: [] })
  ),
  saboteur(
    "E2-left-out-profiles-go",
    "An update without profile_ids clears them.",
    leftOut({ profile_ids: [] })
  ),
  saboteur(
    "E2-left-out-managers-go",
    "An update without managers takes them away.",
    leftOut({ direct_manager_ids: [] }, ["direct_manager_ids", "direct_manager_employee_ids"])
  ),
  saboteur(
    "E2-left-out-prompts-go",
    "An update without prompts asks for nothing.",
    leftOut({ prompts: new Map() })
  ),
  saboteur(
    "E2-left-out-password-goes",
    "An update without a password removes it.",
    leftOut({ password: null })
  ),
  saboteur(
    "E2-left-out-activate-deactivates",
    "An update without activate deactivates.",
    leftOut({ activated_at: null }, ["activate"])
  ),
  saboteur(
    "E2-left-out-language-is-another",
    "A language that is left out becomes neither what it was nor the company's.",
    leftOut({ language_code: "sv" })
  ),
  saboteur(
    "E2-left-out-permission-rises",
    "A permission that is left out becomes more than it was.",
    leftOut({ user_permission: "company adm." })
  ),
  saboteur(
    "E2-empty-is-refused",
    "A body without any member is refused.",
    refusing(({ body }) => Object.keys(body).length === 0)
  ),
  ...(["mobile_phone", "password"] as const).map((name) =>
    saboteur(`E2-keeps-${name}`, `No update changes ${name}.`, keeping(name))
  )
]

export const updateSaboteurs: ReadonlyArray<Saboteur> = [...addressed, ...partial]
