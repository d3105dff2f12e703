/** The pages a person meets in the browser while signing in. They run no script and load nothing. */

/** Asks whether this device is the person's own before anything is sent to the provider. */
export function confirmPage(on: {
  readonly authority: string;
  readonly device: string;
  readonly ticket: string;
}): string {
  return page(
    on.authority,
    `<h1>Gerät anmelden</h1>
<p>Das Gerät <strong>${text(on.device)}</strong> möchte auf Ihre Akten bei <strong>${text(on.authority)}</strong> zugreifen.</p>
<p>Haben Sie die Anmeldung eben selbst an diesem Gerät begonnen? Wenn nicht, schließen Sie diese Seite.</p>
<form method="post" action="start"><input type="hidden" name="ticket" value="${text(on.ticket)}">
<button type="submit">Ja, weiter zur Anmeldung</button></form>`,
  );
}

/** The sign-in worked. */
export function donePage(authority: string): string {
  return page(
    authority,
    '<h1>Angemeldet</h1><p>Sie können dieses Fenster schließen und in der Aktentasche weiterarbeiten.</p>',
  );
}

/** The sign-in did not work. */
export function failedPage(authority: string): string {
  return page(
    authority,
    '<h1>Anmeldung nicht möglich</h1><p>Bitte beginnen Sie in der Aktentasche noch einmal. Bleibt es dabei, wenden Sie sich an Ihre IT.</p>',
  );
}

function page(authority: string, body: string): string {
  return `<!doctype html><html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Aktentasche – ${text(authority)}</title>
<style>body{font:1.125rem/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem;color:#171a2b}
button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:.25rem;background:#0b3b8c;color:#fff}</style></head>
<body><main>${body}</main></body></html>`;
}

function text(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
