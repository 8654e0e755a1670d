/** A worker in eloomi's words. Its dates are wall-clock times; being active is a command, read elsewhere. */
import { Worker } from "@muster/core"

const date = (worker: "employment.start" | "employment.end", field: string): Worker.Counterpart => ({
  worker,
  field,
  to: (value) => {
    const { date: day, time = "" } = Worker.partsOf(value) ?? {}
    const [seconds, rest = "000"] = time.split(".")
    return day === undefined || rest !== "000" ? undefined : `${day} ${seconds}`
  },
  from: (value) => {
    const [day, time] = String(value).split(" ")
    return day === undefined || time === undefined ? undefined : Worker.dateOf(day, time)
  },
  needs: "whole seconds"
})

export const mapping: Worker.Mapping = [
  Worker.same("name.givenName", "first_name"),
  Worker.same("name.familyName", "last_name"),
  Worker.same("title", "title"),
  {
    worker: "active",
    field: "activate",
    readAt: "activated",
    to: (value) => (value === true ? "instant" : "deactivate"),
    from: (value) => value
  },
  Worker.same("emails.work", "email"),
  Worker.same("emails.home", "personal_email"),
  Worker.same("phoneNumbers.work", "phone"),
  Worker.same("phoneNumbers.mobile", "mobile_phone"),
  Worker.same("preferredLanguage", "language_code"),
  Worker.same("employeeNumber", "employee_id"),
  date("employment.start", "start_of_employment_at"),
  date("employment.end", "end_of_employment_at")
]
