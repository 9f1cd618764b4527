// What the page knows already. It may be set before the element is registered, too.
document.querySelector("shikaku-form").prefill = {
  line_type: "ip_vpn",
  customer_id_prefix: "CAF",
  customer_id_digits: "0123456789",
};
