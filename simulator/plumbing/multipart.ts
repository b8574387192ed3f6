export type UploadedFile = { name: string; type: string; bytes: Buffer }
export type Form = { fields: Record<string, string>; files: Record<string, UploadedFile> }

/** Reads multipart/form-data or urlencoded bytes with the parser that Node's fetch already has. */
export async function readForm(bytes: Buffer, contentType: string): Promise<Form> {
  const request = new Request('http://simulator/', {
    method: 'POST',
    headers: { 'content-type': contentType },
    body: new Uint8Array(bytes),
  })
  const form: Form = { fields: {}, files: {} }
  for (const [key, value] of (await request.formData()).entries()) {
    if (typeof value === 'string') form.fields[key] = value
    else
      form.files[key] = { name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) }
  }
  return form
}
