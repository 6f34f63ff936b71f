// Passkeys. An element with data-passkey="add" or "show" holds a form that stays hidden without scripts; its token is sent along. What
// the server says of the ceremony is JSON with bytes in base64url, as in the browser's own parse…FromJSON and toJSON.

const supported = 'PublicKeyCredential' in window;

for (const place of document.querySelectorAll('[data-passkey]')) {
  if (place.dataset.passkeyReady) continue;
  place.dataset.passkeyReady = 'yes';
  const form = place.querySelector('[data-passkey-form]');
  if (!supported) {
    place.querySelector('[data-passkey-unknown]').hidden = false;
    continue;
  }
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const failed = place.querySelector('[data-passkey-failed]');
    failed.hidden = true;
    const ceremony = place.dataset.passkey === 'add' ? add : show;
    ceremony(place, form).catch(() => { failed.hidden = false; });
  });
}

async function add(place, form) {
  const options = await ask(form, '/webauthn/register/options');
  if (!options) return;
  // The server knows people by an id; their device shows the name they know themselves by.
  options.user.name = options.user.displayName = place.dataset.passkeyName;
  const credential = await navigator.credentials.create({ publicKey: decodedCreation(options) });
  const label = form.elements.label.value.trim() || 'Passkey';
  const kept = await ask(form, '/webauthn/register', { publicKey: { credential: encoded(credential), label } });
  if (kept) form.submit();
}

async function show(place, form) {
  const options = await ask(form, '/webauthn/authenticate/options');
  const credential = await navigator.credentials.get({ publicKey: decodedRequest(options) });
  const answer = await ask(form, '/login/webauthn', encoded(credential));
  location.assign(answer.redirectUrl);
}

// Nothing where the person is sent to show first who they are.
async function ask(form, path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRF-TOKEN': form.elements._csrf.value },
    body: body ? JSON.stringify(body) : undefined,
  });
  const elsewhere = answer.headers.get('Location');
  if (answer.status === 401 && elsewhere) {
    location.assign(elsewhere);
    return null;
  }
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

function bytes(text) {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  if (!buffer) return undefined;
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function withIds(list) {
  return (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
}

function decodedCreation(options) {
  return {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: withIds(options.excludeCredentials),
  };
}

function decodedRequest(options) {
  return { ...options, challenge: bytes(options.challenge), allowCredentials: withIds(options.allowCredentials) };
}

function encoded(credential) {
  const { response } = credential;
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports?.(),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: text(response.userHandle),
    },
  };
}
