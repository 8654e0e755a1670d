/** A worker in BioT's words. Being active has a call of its own, so it is no field here. */
import { type Json, Worker } from "@muster/core"

/** `en-US` here is `en-us` there; what would come back in another spelling has no counterpart. */
const locale: Worker.Counterpart = {
  worker: "locale",
  field: "_locale",
  to: (value) => {
    const there = String(value).toLowerCase()
    return fromLocale(there) === value ? there : undefined
  },
  from: (value) => fromLocale(value),
  needs: "a language and a country, like en-US"
}

const fromLocale = (value: Json.Json): string | undefined => {
  const [language, country, ...more] = String(value).split("-")
  return language === undefined || country === undefined || more.length > 0
    ? undefined
    : `${language}-${country.toUpperCase()}`
}

export const mapping: Worker.Mapping = [
  Worker.same("name.givenName", "_name.firstName"),
  Worker.same("name.familyName", "_name.lastName"),
  Worker.same("emails.work", "_email"),
  Worker.same("phoneNumbers.work", "_phone"),
  Worker.same("addresses.work.streetAddress", "_address.address1"),
  Worker.same("addresses.work.locality", "_address.city"),
  Worker.same("addresses.work.region", "_address.state"),
  Worker.same("addresses.work.postalCode", "_address.zipCode"),
  Worker.same("addresses.work.country", "_address.countryCode"),
  locale,
  Worker.same("employeeNumber", "_employeeId")
]
