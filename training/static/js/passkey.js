// Asks the browser for a passkey where a form wants one, and sends what it answers.
const form = document.querySelector("form[data-passkey]");
const problem = document.querySelector("[data-problem]");
const able = window.PublicKeyCredential?.parseCreationOptionsFromJSON && window.PublicKeyCredential?.parseRequestOptionsFromJSON;

function ask(wish, options) {
  return wish === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

form?.addEventListener("submit", async (event) => {
  if (!able) return; // the server says what is missing
  event.preventDefault();
  problem.hidden = true;
  try {
    const answer = await ask(form.dataset.passkey, JSON.parse(form.dataset.options));
    form.elements.answer.value = JSON.stringify(answer);
    form.submit();
  } catch {
    problem.hidden = false;
  }
});
