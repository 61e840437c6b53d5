// The only script: says that work goes on, since reading and translating take seconds.
document.querySelector("form").addEventListener("submit", (event) => {
  event.target.querySelector("[type=submit]").disabled = true;
  document.getElementById("working").hidden = false;
});
