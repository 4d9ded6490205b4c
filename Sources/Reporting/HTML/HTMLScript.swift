/// The script of the HTML report: filters the list of voices; everything can be read without it.
enum HTMLScript {
  // Our own text only: nothing of a stranger's is ever put into it.
  static let code = """
    (function(){var form=document.getElementById('filters');if(!form)return;form.hidden=false;
    var items=[].slice.call(document.querySelectorAll('#all-voices>li')),count=document.getElementById('shown');
    function apply(){var s=form.stance.value,r=form.reason.value,f=form.from.value,t=form.to.value,w=form.words.value.toLowerCase(),n=0;
    items.forEach(function(i){var d=i.dataset.day||'',ok=(!s||i.dataset.stance===s)&&(!r||(' '+i.dataset.reasons+' ').indexOf(' '+r+' ')>=0)
    &&(!f||(d&&d>=f))&&(!t||(d&&d<=t))&&(!w||i.textContent.toLowerCase().indexOf(w)>=0);i.hidden=!ok;if(ok)n++;});
    count.textContent=n+' of '+items.length+' voices';}
    form.addEventListener('input',apply);form.addEventListener('submit',function(e){e.preventDefault();});
    document.querySelectorAll('svg a[data-from]').forEach(function(a){a.addEventListener('click',function(e){e.preventDefault();
    form.from.value=a.dataset.from;form.to.value=a.dataset.to;apply();document.getElementById('voices').scrollIntoView();});});apply();})();
    """
}
