/**
 * What verifying a vendor on a server that is nobody's stand-in needs to know of it: its clauses, values to try that
 * mean nothing there and collide with nobody's, how a record comes to be, and how many requests it can bear.
 */
import type { Samples } from "@muster/core/testing"
import { readContract } from "../clauses/Contract.ts"
import type { Dictation } from "./Dictation.ts"
import * as Dictations from "./Dictations.ts"
import type * as Finding from "./Finding.ts"
import type * as Guest from "./Guest.ts"

export interface Target {
  readonly vendor: string
  readonly clauses: ReadonlyArray<Finding.Clause>
  /** Values to try; `serial` makes those that have to be unique so. A field with an empty list is sent back only. */
  readonly samples: (serial: string) => Samples.Samples
  /** Bodies that no plan has, for sentences about their form. */
  readonly dictations?: ReadonlyArray<Dictation>
  readonly newcomer?: Guest.Newcomer
  /** A tenth of what the vendor documents as its limit; of one that documents none, one request a second. */
  readonly requestsPerSecond: number
}

const target = (
  vendor: string,
  requestsPerSecond: number,
  values: (serial: string) => Samples.Samples["values"],
  newcomer?: Guest.Newcomer
): Target => ({
  vendor,
  clauses: readContract(vendor).clauses,
  samples: (serial) => ({ values: values(serial), voidable: [], roles: [], members: [] }),
  dictations: Dictations.of(vendor),
  requestsPerSecond,
  ...(newcomer === undefined ? {} : { newcomer })
})

const addresses = (serial: string) => [`muster-${serial}@example.com`, `muster-${serial}-b@example.com`]
const names = ["Muster", "Musterly"]
const phones = ["+12025550123", "+12025550124"]

/** Roles and entities are the organization's own, so they go back in other places only; 60 requests a minute (D23). */
const digits = target("digits", 0.1, () => ({ organizationRole: [] }))

/** Sources and managers are the tenant's own, and dates depend on each other; 100 requests in 10 seconds (S11). */
const sailPoint = target("sailpoint", 1, (serial) => ({
  accountName: [`muster.${serial}`, `muster.${serial}.b`],
  firstName: names,
  lastName: names,
  email: addresses(serial),
  phone: phones,
  manager: [],
  sourceId: [],
  startDate: [],
  endDate: ["2098-01-01T00:00:00Z", "2099-01-01T00:00:00Z"]
}))

/** Departments, groups, teams and managers are the company's own; 600 requests a minute (E15). */
const eloomi = target(
  "eloomi",
  1,
  (serial) => ({
    first_name: names,
    last_name: names,
    email: addresses(serial),
    personal_email: addresses(`${serial}-home`),
    title: ["Clerk", "Head of Clerks"],
    generic_role: ["Clerk", "Accountant"],
    phone: phones,
    mobile_phone: phones,
    language_code: [],
    user_permission: [],
    start_of_employment_at: [],
    end_of_employment_at: ["2098-01-01 00:00:00", "2099-01-01 00:00:00"],
    access_groups: [],
    department_id: [],
    department_code: [],
    team_ids: [],
    direct_manager_ids: [],
    direct_manager_employee_ids: []
  }),
  {
    hazards: ["sends-message"],
    values: (serial) => ({
      email: `muster-${serial}@example.com`,
      employee_id: `muster-${serial}`,
      first_name: "Muster",
      last_name: "Musterly"
    })
  }
)

/** Organizations are the customer's own. */
const bioT = target("biot", 1, (serial) => ({
  "_name.firstName": names,
  "_name.lastName": names,
  _description: names,
  _email: addresses(serial),
  _phone: phones,
  _locale: ["en-us", "da-dk"],
  _gender: ["MALE", "FEMALE"],
  _dateOfBirth: ["1990-02-28", "1991-02-28"],
  "_address.countryCode": ["US", "DK"],
  "_address.state": names,
  "_address.city": names,
  "_address.zipCode": ["02101", "5000"],
  "_address.address1": names,
  "_address.address2": names,
  "_mfa.enabled": [],
  "_mfa.expirationInMinutes": [5, 1440],
  _employeeId: [`E-${serial}`, `F-${serial}`],
  "_ownerOrganization.id": []
}))

/** Whoever is created inactive costs nothing (M2); nobody can be taken away again. */
const eightyEightMiles = target(
  "88miles",
  1,
  (serial) => ({
    login: [`muster-${serial}`, `muster-${serial}-b`],
    first_name: names,
    last_name: names,
    email_address: addresses(serial),
    time_zone: ["Australia/Perth", "Europe/Berlin"],
    active: ["false", "true"],
    type: ["staff", "manager"],
    hourly_rate_cents: [12_345, 0, 10_000]
  }),
  {
    hazards: [],
    values: (serial) => ({
      login: `muster-${serial}`,
      first_name: "Muster",
      last_name: "Musterly",
      email_address: `muster-${serial}@example.com`,
      time_zone: "Australia/Perth",
      active: "false",
      type: "staff"
    })
  }
)

/** By vendor. */
export const all: ReadonlyMap<string, Target> = new Map(
  [digits, sailPoint, eloomi, bioT, eightyEightMiles].map((each) => [each.vendor, each])
)
