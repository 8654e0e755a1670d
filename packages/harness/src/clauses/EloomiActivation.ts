/**
 * E12 and E13: how users become active, and how they cease to be.
 */
import { clause, type ClauseCheck, same, that } from "../Clause.ts"
import {
  type Answer,
  bob,
  type Company,
  company,
  type Employee,
  jane,
  type Mail,
  max,
  pathOf
} from "./Company.ts"

const link: Mail = { what: "activation-link", to: bob.email, id: bob.id }
const password: Mail = { what: "password", to: bob.email, id: bob.id }

const activation = (firm: Company): string | null =>
  (firm.data("a user can be read", firm.call("GET", pathOf(bob.employee_id))) as Answer).activated_at

const isActive = (firm: Company): boolean => typeof activation(firm) === "string"

/** The commands to activate and to deactivate; those that are no words are of 2018. */
const activating = ["instant", "pre_generated_password", 1, true, "true"]
const deactivating = ["deactivate", 0, false, "false"]

/** A company to which a command about Bob, who is not active, was given. */
const told = (start: Company, activate: unknown): Company => {
  const firm = start.fork()
  firm.accepts(`activate: ${JSON.stringify(activate)}`, () => firm.patch({ activate }, bob))
  return firm
}

const links = (start: Company): void => {
  const firm = told(start, "standard")
  same("standard mails a link", firm.mails(), [link])
  that("a link activates nobody before it is followed", !isActive(firm))
  const revoked = firm.fork()
  firm.happen({ type: "link-followed", employee_id: bob.employee_id })
  that("whoever follows the link is active", isActive(firm))
  revoked.accepts("a deactivation", () => revoked.patch({ activate: "deactivate" }, bob))
  revoked.happen({ type: "link-followed", employee_id: bob.employee_id })
  that("a link is void after a deactivation", !isActive(revoked))
}

const companyDefault = (start: Company): void => {
  const firm = told(start, "company_default")
  const outcome = { active: isActive(firm), mails: firm.mails() }
  const possible = [
    { active: true, mails: [] },
    { active: false, mails: [link] },
    { active: false, mails: [] }
  ]
  that(
    "company_default activates, mails a link or does nothing",
    possible.some((each) => JSON.stringify(each) === JSON.stringify(outcome))
  )
}

/** Whoever is as the command wants stays so, and is not mailed. */
const changesNothing = (start: Company, activates: ReadonlyArray<unknown>, who: Employee): void => {
  const firm = start.fork()
  for (const activate of activates)
    firm.accepts(`activate: ${JSON.stringify(activate)}`, () => firm.patch({ activate }, who))
  firm.holds("who is so already", who)
  same("who is so already is not mailed", firm.mails(), [])
}

const commands = clause(
  "E12",
  "activate takes deactivate, standard, company_default, pre_generated_password, instant, and 1, true, 0, false.",
  (bench) => {
    const start = company(bench)
    for (const activate of activating)
      that(`${JSON.stringify(activate)} activates`, isActive(told(start, activate)))
    const firm = told(start, "instant")
    firm.holds("a command changes nothing else", { ...bob, activated_at: activation(firm) })
    same("instant mails nothing", firm.mails(), [])
    same("a made-up password is mailed", told(start, "pre_generated_password").mails(), [password])
    links(start)
    companyDefault(start)
    for (const activate of deactivating) {
      const firm = start.fork()
      firm.accepts(`activate: ${JSON.stringify(activate)}`, () => firm.patch({ activate }))
      firm.holds(`${JSON.stringify(activate)} deactivates`, { ...jane, activated_at: null })
      same("a deactivation mails nothing", firm.mails(), [])
    }
    changesNothing(start, deactivating, bob)
    changesNothing(start, [...activating, "standard", "company_default"], jane)
    for (const activate of ["never", "", 2])
      start.refuses(`activate: ${JSON.stringify(activate)}`, [400], () =>
        start.patch({ activate, title: "Clerk" }, bob)
      )
  }
)

const past = { end_of_employment_at: "2019-12-31 17:00:00" }
const future = { end_of_employment_at: "2028-12-31 17:00:00" }

const leaving = clause("E13", "Whoever's employment ends is deactivated by itself.", (bench) => {
  const start = company(bench)
  const firm = start.fork()
  firm.happen({ type: "time-passed", now: "2030-12-24 08:00:00" })
  firm.holds("nobody leaves before the end", jane)
  firm.happen({ type: "time-passed", now: "2030-12-26 08:00:00" })
  firm.holds("the end deactivates, and nobody else", { ...jane, activated_at: null })
  for (const who of [jane, max]) {
    const gone = start.fork()
    gone.accepts("an end that has come", () => gone.patch(past, who))
    gone.holds("an end that has come deactivates", { ...who, ...past, activated_at: null })
    const staying = start.fork()
    staying.accepts("an end that comes", () => staying.patch(future, who))
    staying.holds("an end that comes changes nothing else", { ...who, ...future })
    staying.happen({ type: "time-passed", now: "2029-01-01 00:00:00" })
    staying.holds("then it comes", { ...who, ...future, activated_at: null })
  }
  for (const activate of ["instant", true, "pre_generated_password"]) {
    const gone = start.fork()
    gone.accepts("an activation with an end that has come", () => gone.patch({ ...past, activate }, bob))
    gone.holds("an end that has come is stronger", { ...bob, ...past })
  }
})

export const activationClauses: ReadonlyArray<ClauseCheck> = [commands, leaving]
