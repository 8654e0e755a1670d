/** What a request says about access: a default and explicit entries on each side, in ids. */
import type { ClientEntry } from "./Access.ts"
import type { AccessReading, Role } from "./Resolution.ts"

/** Left out, given, or given as the void that the vendor may take for "none". */
export type DefaultForm =
  | { readonly form: "absent" | "null" | "empty" }
  | { readonly form: "value"; readonly role: Role }

export interface AccessForms {
  readonly own: { readonly default: DefaultForm; readonly entries: ReadonlyMap<string, Role> }
  readonly client: { readonly default: DefaultForm; readonly entries: ReadonlyMap<string, ClientEntry> }
}

/** The default that is stored once a request with this form is accepted; "refused" where it is not. */
export const after = (
  form: DefaultForm,
  stored: Role | null,
  reading: Pick<AccessReading, "omitted" | "void">
): { readonly role: Role | null } | "refused" => {
  if (form.form === "value") return { role: form.role }
  if (form.form !== "absent" && reading.void === "refused") return "refused"
  const forgotten = form.form === "absent" || reading.void === "absent" ? reading.omitted === "cleared" : true
  return { role: forgotten ? null : stored }
}
