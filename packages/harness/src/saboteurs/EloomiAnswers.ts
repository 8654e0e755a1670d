/** Saboteurs of E3, E4 and E16: what answers look like, and what they hide. */
import type { State } from "@muster/twin-eloomi"
import { userBy, withUser } from "@muster/twin-eloomi/State"
import type { User } from "@muster/twin-eloomi/Vocabulary"
import type { Twin } from "@muster/twin-kit"
import { answering, objectIn, type Saboteur, saboteur } from "../Saboteur.ts"
import {
  answeringWith,
  employeeIdIn,
  ending,
  isCreate,
  isList,
  isUpdate,
  type Members,
  renumbered,
  rereading,
  showing
} from "./EloomiCalls.ts"

const answers: ReadonlyArray<Saboteur> = [
  saboteur(
    "E3-bare",
    "A success answers the user without the envelope.",
    answeringWith([200], (answer, request) => (isUpdate(request) ? answer["data"] : answer))
  ),
  ...["status", "status_code", "message", "extended_message", "data"].map((name) =>
    saboteur(
      `E3-without-${name}`,
      `A success answers without ${name}.`,
      answeringWith([200], ({ [name]: left, ...answer }, request) =>
        isUpdate(request) ? answer : { ...answer, [name]: left }
      )
    )
  ),
  saboteur(
    "E3-the-user-before",
    "A success answers the user as she was.",
    ending((outcome, state, request, honest) =>
      isUpdate(request) && outcome[1].status === 200
        ? [outcome[0], honest(state, { ...request, method: "GET", body: "" })[1]]
        : outcome
    )
  ),
  saboteur(
    "E3-language-has-the-body's-name",
    "The language comes back as language_code.",
    showing(({ language, ...data }) => ({ ...data, language_code: language }))
  ),
  saboteur(
    "E3-mobile-has-two-names",
    "The mobile number comes back under both names.",
    showing((data) => ({ ...data, mobile: null, mobile_phone: null, ...data }))
  ),
  saboteur(
    "E3-groups-are-ids",
    "Access groups come back as ids.",
    showing((data) => {
      const { access_groups: groups } = data
      return Array.isArray(groups)
        ? { ...data, access_groups: (groups as ReadonlyArray<Members>).map(({ id }) => id) }
        : data
    })
  ),
  saboteur(
    "E3-ids-are-texts",
    "Departments come back as texts.",
    showing((data) => {
      const { department_id: ids } = data
      return Array.isArray(ids) ? { ...data, department_id: ids.map(String) } : data
    })
  )
]

/** Some members that are texts. */
const texts = ["title", "phone", "password", "employee_id"]

const refusals: ReadonlyArray<Saboteur> = [
  saboteur("E4-unprocessable", "Invalid data is a 422.", renumbered(400, 422, isUpdate)),
  saboteur(
    "E4-ok-with-code-400",
    "Invalid data is a 200 whose envelope says 400.",
    renumbered(400, 200, isUpdate)
  ),
  saboteur(
    "E4-with-data",
    "A refusal answers the data too.",
    answeringWith([400], (answer) => ({ ...answer, data: {} }))
  ),
  saboteur(
    "E4-strangers-have-an-envelope",
    "401 looks like a 400.",
    answeringWith([401], () => ({
      status: "Unauthorized",
      status_code: 401,
      message: "Unauthenticated.",
      extended_message: ""
    }))
  ),
  saboteur(
    "E4-numbers-are-texts",
    "A number counts as its digits.",
    rereading((body) => ({
      ...body,
      ...Object.fromEntries(texts.filter((name) => typeof body[name] === "number").map((name) => [name, "1"]))
    }))
  ),
  saboteur(
    "E4-days-roll-over",
    "30 February is 2 March.",
    rereading((body) => JSON.parse(JSON.stringify(body).replaceAll("-02-30 ", "-03-02 ")) as Members)
  ),
  saboteur(
    "E4-stores-the-rest",
    "A wrong body is refused, and the members that are right are stored.",
    ending(([next, response], state, request) => {
      const user = userBy(state, employeeIdIn(request) ?? "")
      const name = objectIn(request.body)?.["first_name"]
      return isUpdate(request) && response.status === 400 && user !== undefined && typeof name === "string"
        ? [withUser(state, { ...user, first_name: name }), response]
        : [next, response]
    })
  )
]

/** A twin that shows more of a user than it should, where `shows` says so. */
const revealing = (reveal: (user: User, state: State) => Members, shows: typeof isList): Twin<State> =>
  ending(([next, response], _state, request) => {
    const answer = response.status === 200 && shows(request) ? objectIn(response.body) : undefined
    const { data } = answer ?? {}
    if (typeof data !== "object" || data === null) return [next, response]
    const seen = (shown: Members): Members => {
      const user = next.users.get(Number(shown["id"]))
      return user === undefined ? shown : { ...shown, ...reveal(user, next) }
    }
    const other = Array.isArray(data) ? (data as ReadonlyArray<Members>).map(seen) : seen(data as Members)
    return [next, answering(response, { ...answer, data: other })]
  })

const hiding: ReadonlyArray<Saboteur> = [
  saboteur(
    "E16-shows-the-password",
    "An update answers the password.",
    revealing(({ password }) => ({ password }), isUpdate)
  ),
  saboteur(
    "E16-shows-prompts",
    "A create answers the prompts.",
    revealing(({ prompts }) => ({ prompts: Object.fromEntries(prompts) }), isCreate)
  ),
  saboteur(
    "E16-lists-profiles",
    "The list shows the profiles.",
    revealing(({ profile_ids }) => ({ profile_ids }), isList)
  ),
  saboteur(
    "E16-shows-department-codes",
    "An answer names departments by code too.",
    revealing(
      ({ department_id: ids }, { departments }) => ({
        department_code: ids.map((id) => departments.get(id))
      }),
      () => true
    )
  ),
  saboteur(
    "E16-shows-employee-ids-of-managers",
    "An answer names managers by employee id too.",
    revealing(
      ({ direct_manager_ids: ids }, { users }) => ({
        direct_manager_employee_ids: ids.map((id) => users.get(id)?.employee_id)
      }),
      () => true
    )
  )
]

export const answerSaboteurs: ReadonlyArray<Saboteur> = [...answers, ...refusals, ...hiding]
