import type { Directory } from "@muster/core/Directory"
import type { Forms } from "@muster/core/Semantics"
import type { Json } from "@muster/core/Json"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import * as Codec from "../src/Codec.ts"
import * as Wire from "../src/Wire.ts"

const member = { userId: "u-1" }
const directory: Directory = {
  own: [{ id: "books" }, { id: "__proto__" }],
  clients: [
    { id: "constructor", entities: [{ id: "shop" }, { id: "toString" }] },
    { id: "baker", entities: [{ id: "oven" }] }
  ]
}

const codec = Codec.make(Wire.assumptions)
const decode = (binding: object, assumptions: Partial<Wire.Assumptions> = {}) =>
  Codec.make({ ...Wire.assumptions, ...assumptions }).decode(member, directory, {
    ...member,
    organizationRole: "Associate",
    ...binding
  })
const read = (binding: object, assumptions: Partial<Wire.Assumptions> = {}) => {
  const snapshot = Result.getOrThrow(decode(binding, assumptions))
  assert.isDefined(snapshot.access)
  return { ...snapshot, access: snapshot.access }
}
const problem = (binding: object) => Result.getOrThrow(Result.flip(decode(binding)))

const forms = (client: Partial<NonNullable<Forms["access"]>>): Forms => ({
  fields: [["organizationRole", "Associate"]],
  access: {
    own: { default: { form: "absent" }, entries: new Map() },
    client: { default: { form: "absent" }, entries: new Map() },
    ...client
  }
})

const full = forms({
  own: {
    default: { form: "value", role: "Viewer" },
    entries: new Map([
      ["books", "Admin"],
      ["__proto__", "Viewer"]
    ])
  },
  client: {
    default: { form: "value", role: "Associate" },
    entries: new Map([
      ["constructor", { role: "Admin", entities: new Map([["toString", "Viewer"]]) }],
      ["baker", { role: null, entities: new Map([["oven", "Admin"]]) }]
    ])
  }
})

describe("Codec", () => {
  it("a body names the employee, the roles and every entry in the order of the plan", () => {
    const body = codec.encode(member, full)

    assert.deepEqual(body, {
      userId: "u-1",
      organizationRole: "Associate",
      entityRole: "Viewer",
      entities: [
        { entityId: "books", role: "Admin" },
        { entityId: "__proto__", role: "Viewer" }
      ],
      clientRole: "Associate",
      clients: [
        { clientId: "constructor", role: "Admin", entities: [{ entityId: "toString", role: "Viewer" }] },
        { clientId: "baker", entities: [{ entityId: "oven", role: "Admin" }] }
      ]
    })
    assert.isTrue(Result.isSuccess(codec.checkRequest(body)))
  })

  it.each([
    ["absent", {}],
    ["null", { entityRole: null, clientRole: null }],
    ["empty", { entityRole: "", clientRole: "" }]
  ] as const)("a default that is %s goes out so, and lists without entries are left out", (form, sides) => {
    const side = { default: { form }, entries: new Map() }

    assert.deepEqual(codec.encode(member, forms({ own: side, client: side })), {
      userId: "u-1",
      organizationRole: "Associate",
      ...sides
    })
  })

  it("what is sent reads back as it was", () => {
    const { access, values } = read(codec.encode(member, full) as object)

    assert.deepEqual(values, { organizationRole: "Associate" })
    assert.deepEqual([access.own.default, access.client.default], ["Viewer", "Associate"])
    assert.deepEqual(access.own.entries, full.access?.own.entries)
    assert.deepEqual(access.client.entries, full.access?.client.entries)
  })

  it("where the roles in force are listed, every entity has a known one", () => {
    const { access } = read({
      access: {
        entities: [{ entityId: "books", role: "Admin" }],
        clientEntities: [{ clientId: "baker", entityId: "oven", role: "No Access" }]
      }
    })

    assert.deepEqual(
      [...access.own.effective],
      [
        ["books", "Admin"],
        ["__proto__", null]
      ]
    )
    assert.deepEqual(
      [...access.client.effective],
      [
        ["shop", null],
        ["toString", null],
        ["oven", null]
      ]
    )
  })

  it("where they are not, only what explicit entries say is known", () => {
    const { access } = read({
      ...(codec.encode(member, full) as object),
      entities: [{ entityId: "books", role: "No Access" }]
    })

    assert.deepEqual([...access.own.effective], [])
    assert.deepEqual(
      [...access.client.effective],
      [
        ["shop", "Admin"],
        ["toString", "Viewer"],
        ["oven", "Admin"]
      ]
    )
  })

  it("a default of nothing, null or an empty string is known to be none", () => {
    for (const binding of [{}, { entityRole: null, clientRole: null }, { entityRole: "", clientRole: "" }]) {
      const { access } = read(binding)
      assert.deepEqual([access.own.default, access.client.default], [null, null])
    }
  })

  it("what an answer does not hold by assumption is unknown", () => {
    const { access } = read({ entityRole: "Viewer" }, { returnsDefaults: false, returnsEntries: false })

    assert.deepEqual(Object.keys(access.own), ["effective"])
    assert.deepEqual(Object.keys(access.client), ["effective"])
  })

  it("names that are not published can be others", () => {
    const names = { ...Wire.assumptions.names, entityId: "entity_id", access: "effective_access" }
    const other = Codec.make({ ...Wire.assumptions, names })

    const body = other.encode(member, full) as { readonly entities: ReadonlyArray<Json> }
    const { access, rest } = Result.getOrThrow(
      other.decode(member, directory, { ...body, effective_access: { entities: body.entities } })
    )

    assert.deepEqual(body.entities[0], { entity_id: "books", role: "Admin" })
    assert.isTrue(Result.isSuccess(other.checkRequest(body)))
    assert.strictEqual(access?.own.effective.get("books"), "Admin")
    assert.deepEqual(rest, {})
  })

  it("members that nobody models are kept, those of entries too", () => {
    const { rest } = read(
      JSON.parse(
        `{"title":"x","__proto__":1,"entities":[{"entityId":"books","role":"Admin","until":"2030"}]}`
      )
    )

    assert.deepEqual(Object.entries(rest), [
      ["title", "x"],
      ["__proto__", 1],
      ["entities.until", ["2030"]]
    ])
  })

  it.each([
    ["userId", { userId: "u-2" }],
    ["organizationRole", { organizationRole: 1 }],
    ["entities[0].role", { entities: [{ entityId: "books" }] }],
    ["entities", { entities: [{ entityId: "gone", role: "Admin" }] }],
    [
      "entities",
      {
        entities: [
          { entityId: "books", role: "Admin" },
          { entityId: "books", role: "Viewer" }
        ]
      }
    ],
    ["clients", { clients: [{ clientId: "gone", role: "Admin" }] }],
    ["clients", { clients: [{ clientId: "baker", role: "Admin" }, { clientId: "baker" }] }],
    [
      "clients.entities",
      { clients: [{ clientId: "baker", entities: [{ entityId: "shop", role: "Admin" }] }] }
    ],
    ["access.clientEntities", { access: { clientEntities: [{ entityId: "books", role: "Admin" }] } }]
  ])("an answer that goes wrong at %s is refused without its values", (field, binding) => {
    const { field: named, rule } = problem(binding)

    assert.strictEqual(named, field)
    assert.notMatch(rule, /gone|books|baker|shop|Admin/)
  })

  it("a role that is left out is unknown", () => {
    assert.deepEqual(Result.getOrThrow(codec.decode(member, directory, {})).unknown, ["organizationRole"])
  })

  it("a list goes on until its cursor is empty or there is no more (D24)", () => {
    const page = (next: object) => Result.map(codec.entities({ entities: [], next }), ({ cursor }) => cursor)

    assert.deepEqual(page({ cursor: "c", more: true }), Result.succeed("c"))
    assert.deepEqual(page({ cursor: "", more: false }), Result.succeed(undefined))
    assert.isTrue(Result.isFailure(page({ cursor: "", more: true })))
    assert.isTrue(Result.isFailure(codec.entities({})))
  })

  it("a list keeps ids of every kind, and external ones where there are any", () => {
    const json = {
      clients: [
        { clientId: "__proto__", externalId: "x", entities: [{ entityId: "constructor", externalId: null }] }
      ]
    }

    assert.deepEqual(Result.getOrThrow(codec.clients(json)).items, [
      { id: "__proto__", externalId: "x", entities: [{ id: "constructor" }] }
    ])
  })

  it.each([{}, { organizationRole: "A", surprise: 1 }, { organizationRole: "A", entities: null }])(
    "%j is no request of this adapter's",
    (body) => {
      assert.isTrue(Result.isFailure(codec.checkRequest(body)))
    }
  )
})
