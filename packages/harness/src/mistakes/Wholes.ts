/** Mistakes about how much is said: of a record that is replaced, or of one that is merged. */
import { Json, Semantics, Snapshot } from "@muster/core"
import type { AccessForms, DefaultForm } from "@muster/core/AccessForms"
import { type Mistake, saying } from "./Mistake.ts"

type Forms = Semantics.Forms

const isSame = (now: Snapshot.Snapshot, name: string, value: Json.Json): boolean =>
  Json.equal(Snapshot.read(now, name) ?? null, value)

const flat = "it merges, and has no objects inside"
const none = "it documents no default"

export const wholes: ReadonlyArray<Mistake> = [
  {
    id: "merges-on-replace",
    says: "of a record or an object that is replaced, only what changes is sent",
    except: {
      "88miles": flat,
      eloomi: "it merges, and of its one object nobody can read what is unchanged"
    },
    wrong: saying((forms, now, semantics) => ({
      fields: forms.fields.filter(
        ([name, value]) => !isReplaced(semantics, name) || !isSame(now, name, value)
      ),
      ...(forms.access === undefined ? {} : { access: changesOf(forms.access, now) })
    }))
  },
  {
    id: "sends-whole-record",
    says: "to a vendor that merges, the whole record is sent as it was read",
    except: {
      digits: "it replaces, so that the whole record is what has to be sent",
      "sailpoint-owner": "its changes all go by the call that replaces"
    },
    wrong: saying((forms, now, semantics) =>
      semantics.writes === "merge"
        ? { ...forms, fields: [...forms.fields, ...others(forms, now, semantics)] }
        : forms
    )
  },
  {
    id: "forgets-default",
    says: "a default that does not change is left out",
    except: { sailpoint: none, "sailpoint-owner": none, biot: none, "88miles": none },
    wrong: saying((forms, now, semantics) => ({
      fields: forms.fields.filter(([name, value]) => !mayReset(semantics, name) || !isSame(now, name, value)),
      ...(forms.access === undefined ? {} : { access: changedDefaults(forms.access, now) })
    }))
  },
  {
    id: "writes-false-or-zero",
    says: "a boolean or a number that the change does not mention is sent as false or 0",
    except: {
      digits: "it takes neither booleans nor numbers",
      sailpoint: "it takes neither booleans nor numbers",
      "sailpoint-owner": "it takes neither booleans nor numbers"
    },
    wrong: saying((forms, _now, semantics) => ({ ...forms, fields: [...zeros(semantics), ...forms.fields] }))
  }
]

const isReplaced = (semantics: Semantics.Semantics, name: string): boolean =>
  semantics.writes === "replace" || Semantics.fieldOf(semantics, name, null)?.field.within !== undefined

const others = (
  { fields }: Forms,
  { values }: Snapshot.Snapshot,
  semantics: Semantics.Semantics
): Forms["fields"] =>
  Object.entries(values).filter(([name]) => {
    const field = Semantics.fieldOf(semantics, name, null)?.field
    return field !== undefined && !fields.some(([said]) => said === name || said === field.within)
  })

const mayReset = (semantics: Semantics.Semantics, name: string): boolean => {
  const absent = Semantics.fieldOf(semantics, name, null)?.field.cells.absent
  return absent !== undefined && "axis" in absent && Object.values(absent.outcomes).includes("reset")
}

const zeros = ({ fields }: Semantics.Semantics): Forms["fields"] =>
  fields.flatMap(({ name, type, within }): Forms["fields"] => {
    if (within !== undefined) return []
    if (type.accepts(false)) return [[name, false]]
    return type.accepts(0) ? [[name, 0]] : []
  })

const changesOf = ({ client, own }: AccessForms, { access }: Snapshot.Snapshot): AccessForms => ({
  own: { ...own, entries: difference(own.entries, access?.own.entries) },
  client: { ...client, entries: difference(client.entries, access?.client.entries) }
})

const difference = <A>(wanted: ReadonlyMap<string, A>, there: ReadonlyMap<string, A> = new Map()) =>
  new Map([...wanted].filter(([id, entry]) => text(entry) !== text(there.get(id))))

const text = (entry: unknown): string =>
  JSON.stringify(entry, (_, each: unknown) => (each instanceof Map ? [...each] : each))

const changedDefaults = ({ client, own }: AccessForms, { access }: Snapshot.Snapshot): AccessForms => ({
  own: { ...own, default: unlessSame(own.default, access?.own.default) },
  client: { ...client, default: unlessSame(client.default, access?.client.default) }
})

const unlessSame = (form: DefaultForm, now: string | null | undefined): DefaultForm =>
  form.form === "value" && form.role === now ? { form: "absent" } : form
