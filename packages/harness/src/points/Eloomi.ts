/**
 * What eloomi's pages leave open, and what they say beside the update: the twin does what its reading says. No vendor
 * can be held to this; it keeps a twin from answering otherwise than whoever chose the reading believes.
 */
import type { Reading } from "@muster/core"
import { clause, type ClauseCheck, parsed, same, that } from "../Clause.ts"
import { bob, company, type Employee, jane, listPath, max, moritz, pathOf } from "../clauses/Company.ts"
import { aroundPoints } from "./EloomiAround.ts"
import { counts } from "./EloomiSteps.ts"

/** What an answer among clears, ignored and refused comes to. */
const among = (answer: string | undefined, cleared: Partial<Employee>, stored: Partial<Employee> = {}) =>
  answer === "refused" ? "refused" : ["clears", "removed", "reset"].includes(answer ?? "") ? cleared : stored

const optional = ["title", "generic_role", "phone", "mobile_phone", "personal_email"] as const
const ends = ["start_of_employment_at", "end_of_employment_at"] as const
const required = ["email", "first_name", "last_name", "employee_id", "password", "activate"] as const
const lists = ["access_groups", "department_id", "team_ids", "profile_ids"] as const

const nulls = clause("E-1", "Null and an empty text say what the reading says.", (bench) => {
  const firm = company(bench)
  const { reading } = bench
  for (const name of [...optional, ...ends])
    counts(firm, { [name]: null }, among(reading["E-1"], { [name]: null }))
  for (const name of required) counts(firm, { [name]: null }, among(reading["E-1-required"], {}))
  for (const name of ["first_name", "last_name", "title", "generic_role", "phone", "mobile_phone"])
    counts(firm, { [name]: "" }, among(reading["E-1-empty"], { [name]: null }, { [name]: "" }))
  for (const name of ["language_code", "user_permission"])
    counts(firm, { [name]: null }, among(reading["E-13-null"], {}))
})

const members = clause(
  "E-2",
  "A list replaces or adds, as the reading says, by one name or the other.",
  (bench) => {
    const firm = company(bench)
    const { "E-1-list": nothing, "E-2": given, "E-2-empty": empty, "E-4": both } = bench.reading
    const cleared = (name: string): Partial<Employee> => ({ [name]: [] })
    for (const name of [...lists, "direct_manager_ids"]) {
      counts(firm, { [name]: null }, among(nothing, cleared(name)))
      counts(firm, { [name]: [] }, among(empty, cleared(name)))
    }
    for (const name of lists)
      counts(firm, { [name]: [3] }, { [name]: given === "replaced" ? [3] : [...jane[name], 3] })
    const third = { department_id: given === "replaced" ? [3] : [1, 3] }
    counts(firm, { department_id: ["3"] }, third)
    counts(firm, { department_code: ["DEP3"] }, third)
    counts(firm, { department_code: null }, among(nothing, cleared("department_id")))
    counts(firm, { department_code: [] }, among(empty, cleared("department_id")))
    counts(firm, { direct_manager_employee_ids: [max.employee_id] }, { direct_manager_ids: [max.id] })
    counts(firm, { direct_manager_ids: [String(bob.id)] }, { direct_manager_ids: [bob.id] })
    counts(firm, { direct_manager_employee_ids: null }, among(nothing, cleared("direct_manager_ids")))
    counts(firm, { department_id: [3], department_code: ["DEP2"] }, both === "refused" ? "refused" : third)
    const managers = { direct_manager_ids: [max.id], direct_manager_employee_ids: [bob.employee_id] }
    counts(firm, managers, both === "refused" ? "refused" : { direct_manager_ids: [max.id] })
    for (const wrong of [
      { department_id: [9] },
      { department_code: ["DEP9"] },
      { direct_manager_ids: [9] },
      { direct_manager_employee_ids: ["9"] }
    ])
      counts(firm, wrong, "refused")
  }
)

/** E-3 and the three beside it, for prompts that ask for an email and not for a phone. */
const promptsAfter = (reading: Reading.Reading, given: Readonly<Record<string, boolean | null>>) => {
  const said = Object.entries(given).filter(([, value]) => value !== null)
  const nulls = Object.entries(given).filter(([, value]) => value === null)
  if (nulls.length > 0 && reading["E-3-null"] === "refused") return "refused"
  const gone = reading["E-3-null"] === "removed" ? nulls.map(([key]) => key) : []
  const kept = Object.entries(jane.prompts).filter(
    ([key]) => reading["E-3"] === "kept" && !gone.includes(key)
  )
  return { prompts: Object.fromEntries([...kept, ...said]) as Record<string, boolean> }
}

const prompting = clause("E-3", "Prompts are replaced, kept or refused as the reading says.", (bench) => {
  const firm = company(bench)
  for (const prompts of [
    { password: true },
    { phone: true },
    { email: null },
    { legal_consent: true, phone: null }
  ])
    counts(firm, { prompts }, promptsAfter(bench.reading, prompts))
  counts(firm, { prompts: null }, among(bench.reading["E-3-object"], { prompts: {} }))
  counts(firm, { prompts: {} }, among(bench.reading["E-3-empty"], { prompts: {} }))
})

const naming = clause(
  "E-6",
  "Another employee id, strangers and employments are what the reading says.",
  (bench) => {
    const firm = company(bench)
    const {
      "E-6": renaming,
      "E-9": strangers,
      "E-10": backwards,
      "E-5": unknown,
      "E-void": nothing
    } = bench.reading
    counts(
      firm,
      { employee_id: "new" },
      renaming === "refused" ? "refused" : renaming === "renames" ? { employee_id: "new" } : {}
    )
    counts(firm, { employee_id: jane.employee_id }, {})
    counts(firm, { employee_id: moritz.employee_id }, "refused")
    counts(firm, { email: moritz.email }, "refused")
    counts(firm, { stranger: 1, title: "x" }, strangers === "refused" ? "refused" : { title: "x" })
    const late = "2031-01-01 00:00:00"
    const end = { end_of_employment_at: "2029-01-01 00:00:00" }
    const isRefused = backwards === "refused"
    counts(firm, { start_of_employment_at: late }, isRefused ? "refused" : { start_of_employment_at: late })
    counts(
      firm,
      { start_of_employment_at: late, ...end },
      isRefused ? "refused" : { start_of_employment_at: late, ...end }
    )
    counts(
      firm,
      { start_of_employment_at: jane.end_of_employment_at },
      { start_of_employment_at: jane.end_of_employment_at }
    )
    counts(firm, { start_of_employment_at: late }, { start_of_employment_at: late }, bob)
    counts(firm, { end_of_employment_at: late }, { end_of_employment_at: late }, bob)
    for (const method of ["GET", "PATCH", "DELETE"])
      for (const path of [pathOf("nobody"), `${listPath}/99`, `${listPath}/x1`, `${listPath}/1x`]) {
        const { body, status } = firm.call(method, path, method === "PATCH" ? { body: "{}" } : {})
        same("nobody", [status, body === ""], unknown === "status-204" ? [204, true] : [404, false])
      }
    const shown = parsed(firm.call("GET", pathOf(bob.employee_id))) as {
      readonly data: Readonly<Record<string, unknown>>
    }
    for (const name of ["access_groups", "department_id", "team_id", "direct_manager_ids"])
      same(`no ${name}`, shown.data[name], nothing === "null" ? null : [])
    const names =
      bench.reading["E-names"] === "current"
        ? ["start_of_employment", "end_of_employment", "mobile"]
        : [...ends, "mobile_phone"]
    for (const name of names) that(`${name} is shown`, name in shown.data)
  }
)

export const eloomiPoints: ReadonlyArray<ClauseCheck> = [nulls, members, prompting, naming, ...aroundPoints]
