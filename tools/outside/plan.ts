/** One plan, told whole: the same in Node and in a browser's page. */
import { definition } from "@muster/adapter-digits/Semantics"
import * as Core from "@muster/core"

const books = new Map([
  ["books-1", "Associate"],
  ["books-2", "Manager"]
])
const snapshot: Core.Snapshot.Snapshot = {
  vendor: "digits",
  member: { userId: "u-1" },
  values: { organizationRole: "Associate" },
  unknown: [],
  rest: {},
  access: {
    directory: { own: [{ id: "books-1" }, { id: "books-2" }], clients: [] },
    own: { default: null, entries: books, effective: books },
    client: { default: null, entries: new Map(), effective: new Map() }
  }
}
const semantics = Core.Semantics.make(definition)
const planned = Core.Plan.make(semantics, snapshot, { access: { revoke: [{ entity: "books-1" }] } })

// To say all names of core, a bundler has to keep all of core.
console.log(Object.keys(Core).join(" "))
console.log(JSON.stringify(planned))
