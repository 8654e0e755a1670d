/** Saboteurs of E6, E7, E8 and E17: what prompts, managers, departments and addresses say. */
import { type State, twin } from "@muster/twin-eloomi"
import { departmentBy, userBy } from "@muster/twin-eloomi/State"
import { type PromptKey, promptKeys, type Prompts } from "@muster/twin-eloomi/Vocabulary"
import type { Twin } from "@muster/twin-kit"
import { objectIn, type Saboteur, saboteur, withRequest } from "../Saboteur.ts"
import { isCreate, isUpdate, refusing, remembering, rereading, restoring } from "./EloomiCalls.ts"

/** A twin that stores other prompts than an update gave. */
const asking = (ask: (prompts: Prompts) => Iterable<readonly [PromptKey, boolean]>): Twin<State> =>
  restoring(({ prompts }, { body }) => ("prompts" in body ? { prompts: new Map(ask(prompts)) } : {}))

/** A twin that reads each given prompt another way; undefined leaves it out. */
const reprompting = (change: (required: unknown) => unknown): Twin<State> =>
  remembering("prompts", (prompts) =>
    typeof prompts === "object" && prompts !== null
      ? Object.fromEntries(Object.entries(prompts).map(([key, required]) => [key, change(required)]))
      : prompts
  )

const prompts: ReadonlyArray<Saboteur> = [
  saboteur(
    "E6-optional-is-not-asked",
    "What is optional is not asked for.",
    asking((given) => [...given].filter(([, required]) => required))
  ),
  saboteur(
    "E6-optional-is-required",
    "Whatever is asked for is required.",
    asking((given) => [...given].map(([key]) => [key, true]))
  ),
  saboteur(
    "E6-left-out-is-optional",
    "What is left out of prompts is asked for.",
    asking((given) => promptKeys.map((key) => [key, given.get(key) ?? false]))
  ),
  saboteur(
    "E6-required-is-optional",
    "Whatever is asked for is optional.",
    asking((given) => [...given].map(([key]) => [key, false]))
  ),
  ...promptKeys.map((name) =>
    saboteur(
      `E6-${name}-is-not-asked`,
      `The key ${name} is passed over.`,
      asking((given) => [...given].filter(([key]) => key !== name))
    )
  ),
  saboteur(
    "E6-words-count",
    "A prompt may be the word true.",
    reprompting((required) => (typeof required === "string" ? required === "true" : required))
  )
]

const byId = "direct_manager_ids"
const byEmployeeId = "direct_manager_employee_ids"

/** A twin where managers given under one of their names are added. */
const addingManagers = (name: string): Twin<State> =>
  restoring(({ direct_manager_ids: after }, { body, stored }) =>
    name in body ? { direct_manager_ids: [...new Set([...stored.direct_manager_ids, ...after])] } : {}
  )

/** A twin that passes over the entries of a list that nothing answers to. */
const lenient = (name: string, isThere: (state: State, named: string) => boolean): Twin<State> =>
  rereading((body, { state }) => {
    const given = body[name]
    return Array.isArray(given)
      ? { ...body, [name]: given.filter((each) => isThere(state, String(each))) }
      : body
  })

const managers: ReadonlyArray<Saboteur> = [
  saboteur("E7-ids-are-added", "Managers given by their ids are added.", addingManagers(byId)),
  saboteur(
    "E7-employee-ids-are-added",
    "Managers given by their employee ids are added.",
    addingManagers(byEmployeeId)
  ),
  saboteur(
    "E7-employee-ids-are-ids",
    "An employee id that is a number is taken for an eloomi id.",
    rereading(({ [byEmployeeId]: given, ...body }) => {
      if (!Array.isArray(given)) return body
      const isNumber = given.every((each) => /^\d+$/.test(String(each)))
      return { ...body, [isNumber ? byId : byEmployeeId]: isNumber ? given.map(Number) : given }
    })
  ),
  saboteur(
    "E7-strangers-are-passed-over",
    "A manager who is not there is passed over.",
    lenient(byEmployeeId, (state, employeeId) => userBy(state, employeeId) !== undefined)
  )
]

const departments: ReadonlyArray<Saboteur> = [
  saboteur(
    "E8-ids-are-passed-over",
    "Departments given by their ids are passed over.",
    rereading(({ department_id: _left, ...body }) => body)
  ),
  saboteur(
    "E8-codes-are-passed-over",
    "Departments given by their codes are passed over.",
    rereading(({ department_code: _left, ...body }) => body)
  ),
  saboteur(
    "E8-both-count",
    "Given by both names, the departments of both are stored.",
    rereading((body, { state }) => {
      const { department_code: codes, department_id: ids, ...rest } = body
      if (!Array.isArray(codes) || !Array.isArray(ids)) return body
      return { ...rest, department_id: [...ids, ...codes.map((code) => departmentBy(state, String(code)))] }
    })
  ),
  saboteur(
    "E8-unknown-codes-are-passed-over",
    "A code that no department has is passed over.",
    lenient("department_code", (state, code) => departmentBy(state, code) !== undefined)
  )
]

/** A twin that makes an address that is in use another one. */
const letting = (isLet: typeof isCreate): Twin<State> =>
  withRequest(twin, (request, state) => {
    const body = isLet(request) ? objectIn(request.body) : undefined
    const isUsed = [...state.users.values()].some(({ email }) => email === body?.["email"])
    return isUsed
      ? { ...request, body: JSON.stringify({ ...body, email: `x-${String(body?.["email"])}` }) }
      : request
  })

const addresses: ReadonlyArray<Saboteur> = [
  saboteur("E17-creates-twins", "A create with an address that is in use is accepted.", letting(isCreate)),
  saboteur("E17-updates-to-twins", "An update to an address that is in use is accepted.", letting(isUpdate)),
  saboteur(
    "E17-own-address-is-refused",
    "An update that repeats the user's own address is refused.",
    refusing(({ body, stored }) => body["email"] === stored.email)
  )
]

export const bodySaboteurs: ReadonlyArray<Saboteur> = [...prompts, ...managers, ...departments, ...addresses]
