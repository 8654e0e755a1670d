/** A worker in 88 Miles' words, where being active is a text (M4). */
import { Worker } from "@muster/core"

export const mapping: Worker.Mapping = [
  Worker.same("userName", "login"),
  Worker.same("name.givenName", "first_name"),
  Worker.same("name.familyName", "last_name"),
  {
    worker: "active",
    field: "active",
    to: (value) => String(value),
    from: (value) => value === "true"
  },
  Worker.same("emails.work", "email_address"),
  Worker.same("timezone", "time_zone")
]
