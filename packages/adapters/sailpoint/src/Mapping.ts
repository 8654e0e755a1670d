/** A worker in SailPoint's words. Its dates are instants, so a calendar date needs a time zone. */
import { type Json, Worker } from "@muster/core"

const date = (worker: "employment.start" | "employment.end", field: string): Worker.Counterpart => ({
  worker,
  field,
  to: Worker.instantOf,
  // A worker's dates end at milliseconds; an instant that is finer is not told as another one.
  from: (value, setting) => (isFiner(value) ? undefined : Worker.dateIn(value, setting)),
  needs: "a time zone (`zone`) in which this time exists once"
})

const isFiner = (value: Json.Json): boolean => /\.\d{3}\d*[1-9]/.test(String(value))

export const mapping: Worker.Mapping = [
  Worker.same("userName", "accountName"),
  Worker.same("name.givenName", "firstName"),
  Worker.same("name.familyName", "lastName"),
  Worker.same("emails.work", "email"),
  Worker.same("phoneNumbers.work", "phone"),
  Worker.same("manager", "manager"),
  date("employment.start", "startDate"),
  date("employment.end", "endDate")
]
